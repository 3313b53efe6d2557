/** Entry file for documents: made off the thread that talks to people. */
import { investorCharts } from '../charts/investor-charts.ts';
import { INVESTOR_FILES } from '../core/investor/document.ts';
import { investorPack } from '../core/investor/pack.ts';
import type { SegmentReport } from '../core/report.ts';
import { investorWorkbook } from '../documents/investor-workbook.ts';
import { investorPdf } from '../documents/pdf/investor-pdf.ts';

/** Files by their names, of a report with the topic `investor`. */
export const investorFiles = async (report: SegmentReport): Promise<Readonly<Record<string, Uint8Array>>> => {
  const investor = report.insight?.investor;
  if (investor === undefined) throw new Error('The report holds no figures for investors');
  const pack = investorPack({ report, investor });
  return {
    [INVESTOR_FILES.pdf]: investorPdf(pack, investorCharts(report)),
    [INVESTOR_FILES.workbook]: await investorWorkbook(pack),
  };
};
