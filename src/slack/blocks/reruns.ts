/** What would change the result, as buttons that run again. */
import type { Button } from '@slack/types';
import type { SegmentReport } from '../../core/report.ts';
import { LARGEST_K, type Settings, SMALLEST_K } from '../../core/settings.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import { askButton } from './message.ts';
import { changedSettings } from './settings-words.ts';

interface Rerun {
  readonly id: string;
  readonly label: string;
  readonly change: Partial<Settings>;
}

export const rerunButtons = (report: SegmentReport, dataset: DatasetName): readonly (Button | null)[] => {
  const { settings } = report.run;
  return [...otherCounts(report), ...otherSettings(settings)].map(({ id, label, change }) =>
    askButton({
      id: `run:${id}`,
      label,
      request: { kind: 'run', settings: { ...changedSettings(settings), ...change }, dataset: { id: dataset.id } },
    }),
  );
};

const otherCounts = ({ choice, run }: SegmentReport): readonly Rerun[] => {
  if (choice === null) return [];
  const counts = [choice.k - 1, choice.k + 1].filter(k => k >= SMALLEST_K && k <= LARGEST_K);
  return [
    ...counts.map(k => ({ id: `k-${k}`, label: `${k} segments`, change: { k } })),
    ...(run.settings.k === 'auto' ? [] : [{ id: 'k-auto', label: 'Best number of segments', change: AUTO }]),
  ];
};

const AUTO: Partial<Settings> = { k: 'auto' };

/** Each changes one setting, where the report has another value of it. */
const OFFERS: readonly Rerun[] = [
  { id: 'names-classic', label: 'Names: classic', change: { names: 'classic' } },
  { id: 'names-vip', label: 'Names: VIP', change: { names: 'vip' } },
  { id: 'names-lifecycle', label: 'Names: lifecycle', change: { names: 'lifecycle' } },
  { id: 'features-rfa', label: 'By order value, not total spend', change: { features: 'rfa' } },
  { id: 'features-rfm', label: 'By total spend', change: { features: 'rfm' } },
  { id: 'refunds-net', label: 'Subtract refunds', change: { refunds: 'net' } },
  { id: 'refunds-drop', label: 'Ignore refunds', change: { refunds: 'drop' } },
  { id: 'outliers-iqr', label: 'Without extreme customers', change: { outliers: 'iqr' } },
  { id: 'outliers-keep', label: 'With extreme customers', change: { outliers: 'keep' } },
];

const otherSettings = (settings: Settings): readonly Rerun[] =>
  OFFERS.filter(({ change }) =>
    Object.entries(change).every(([name, value]) => settings[name as keyof Settings] !== value),
  );
