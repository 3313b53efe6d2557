import { loadImage } from '@napi-rs/canvas';
import { Piscina } from 'piscina';
import { afterAll, describe, expect, it } from 'vitest';
import { buildCharts } from '../../src/charts/all-charts.ts';
import type { Chart, ChartInput } from '../../src/charts/chart.ts';
import { drawLocally } from '../../src/charts/draw-local.ts';
import { assertTextIsDrawn, createCanvas } from '../../src/charts/fonts.ts';
import { buildInsightCharts } from '../../src/charts/insight-charts.ts';
import { fixtureInsight } from './fixture-insight.ts';
import { fixtureInput, manyProfiles, monthly } from './fixture-report.ts';

/** Those of the report and of everything beyond it. */
const allCharts = (input: ChartInput): readonly Chart[] => [
  ...buildCharts(input),
  ...buildInsightCharts({ ...input, report: { ...input.report, insight: fixtureInsight(input.report) } }),
];

const charts = allCharts(fixtureInput({ currency: 'EUR' }, 100));
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

async function pixels(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { width, height } = image;
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

describe.each(charts.map(chart => [chart.id, chart] as const))('%s drawn on this machine', (_, chart) => {
  it('is a PNG of twice its size, on white, the same bytes each time', async () => {
    const png = await drawLocally(chart);
    expect([...png.slice(0, 8)]).toEqual(PNG_SIGNATURE);
    const { width, height, data } = await pixels(png);
    expect([width, height]).toEqual([chart.width * 2, chart.height * 2]);
    expect([...data.slice(0, 4)]).toEqual([255, 255, 255, 255]);
    expect(Buffer.compare(png, await drawLocally(chart))).toBe(0);
  });

  it('leaves the margin white: nothing is cut', async () => {
    const { width, height, data } = await pixels(await drawLocally(chart));
    const isWhite = (x: number, y: number) => data[(y * width + x) * 4 + 1]! > 250;
    for (let y = 0; y < height; y++) expect(isWhite(2, y) && isWhite(width - 3, y), `row ${y}`).toBe(true);
    for (let x = 0; x < width; x++) expect(isWhite(x, 2) && isWhite(x, height - 3), `column ${x}`).toBe(true);
  });
});

it('the legend shows the colours of a full bar, not those of a pale first one', async () => {
  const drawn = charts.find(({ id }) => id === 'trends-segments')!;
  const legendWith = async (legendBar: number): Promise<number> => {
    const config = structuredClone(drawn.config) as unknown as LegendConfig;
    for (const { backgroundColor } of config.data.datasets) backgroundColor[0] = '#FF00FF';
    config.options.plugins.tranche.legendBar = legendBar;
    const { data, width, height } = await pixels(
      await drawLocally({ ...drawn, config: config as unknown as Chart['config'] }),
    );
    const legend = data.slice(Math.round(height * 0.9) * width * 4);
    return legend.filter((red, at) => at % 4 === 0 && red === 255 && legend[at + 1] === 0).length;
  };
  expect(await legendWith(0)).toBeGreaterThan(100);
  expect(await legendWith(1)).toBe(0);
});

interface LegendConfig {
  readonly data: { readonly datasets: readonly { readonly backgroundColor: string[] }[] };
  readonly options: { readonly plugins: { readonly tranche: { legendBar: number } } };
}

describe('text', () => {
  const untitled = (chart: Chart): Chart => {
    const config = structuredClone(chart.config) as { options: { plugins: { title: { text: string[] } } } };
    config.options.plugins.title.text = [' '];
    return { ...chart, config: config as unknown as Chart['config'] };
  };

  it('is really drawn: the title darkens its line, and only there', async () => {
    const [withTitle, without] = await Promise.all(
      [charts[0]!, untitled(charts[0]!)].map(async c => pixels(await drawLocally(c))),
    );
    const darkIn = ({ data, width }: typeof withTitle & object, from: number, to: number) =>
      data.slice(from * width * 4, to * width * 4).filter((value, i) => i % 4 === 0 && value < 100).length;
    expect(darkIn(withTitle!, 20, 90)).toBeGreaterThan(2000);
    expect(darkIn(without!, 20, 90)).toBe(0);
    expect(darkIn(withTitle!, 160, 500)).toBe(darkIn(without!, 160, 500));
  });

  it('has a width in both subsets of the bundled font', () => {
    expect(assertTextIsDrawn).not.toThrow();
    const context = createCanvas(1, 1).getContext('2d');
    context.font = '400 15px Inter, "Inter Ext", sans-serif';
    expect(context.measureText('Hello').width).toBeCloseTo(36.15, 1);
    expect(context.measureText('Ł').width).not.toBe(context.measureText('漢').width);
  });
});

describe('extreme reports', () => {
  it('are drawn without error', async () => {
    const extremes = [
      fixtureInput({ profiles: manyProfiles(12), months: monthly(60, 1e4), revenue: 1e9 }, 20),
      fixtureInput({ profiles: manyProfiles(2), months: monthly(1, 1e-5), revenue: 5 }, 0),
    ];
    for (const chart of extremes.flatMap(allCharts)) {
      const { width, height } = await pixels(await drawLocally(chart));
      expect([width, height], chart.id).toEqual([chart.width * 2, chart.height * 2]);
    }
  });
});

describe('the drawing worker', () => {
  const pool = new Piscina({ filename: new URL('../../src/workers/draw.ts', import.meta.url).href, maxThreads: 1 });
  afterAll(() => pool.destroy());

  it('draws the same bytes off the main thread', async () => {
    const png: Uint8Array = await pool.run(charts[2]);
    expect(Buffer.compare(png, await drawLocally(charts[2]!))).toBe(0);
  });
});
