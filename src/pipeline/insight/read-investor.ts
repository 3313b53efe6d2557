import { type Investor, investorOf } from '../../core/insight/investor.ts';
import { readConcentration } from './read-concentration.ts';
import type { Look } from './read-insight.ts';
import { readRetention } from './read-retention.ts';

export const readInvestor = async (look: Look): Promise<Investor> =>
  investorOf({
    report: look.report,
    segments: look.segments,
    rows: await look.queries.periods('quarter'),
    retention: await readRetention(look),
    concentration: await readConcentration(look),
  });
