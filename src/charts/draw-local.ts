/** Draws a chart on this machine: Chart.js on a canvas without a browser. */
import { setImmediate } from 'node:timers/promises';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  SubTitle,
  Title,
} from 'chart.js';
import { withAttachments } from './attachments.ts';
import type { Chart } from './chart.ts';
import { createCanvas } from './fonts.ts';

ChartJs.register(BarController, LineController, ScatterController, BarElement, LineElement, PointElement);
ChartJs.register(CategoryScale, LinearScale, LogarithmicScale, Legend, Title, SubTitle);

/** Twice the CSS pixels: sharp on the screens people have. */
const PIXEL_RATIO = 2;

/** PNG of the chart, on white, at twice its width and height. The same chart gives the same bytes. */
export async function drawLocally(chart: Chart): Promise<Uint8Array> {
  const canvas = createCanvas(chart.width, chart.height);
  const drawing = onCanvas(canvas, chart, PIXEL_RATIO);
  try {
    return new Uint8Array(await canvas.encode('png'));
  } finally {
    drawing.destroy();
    // A turn of the event loop lets the canvas free its pixels: without it memory grows by 5 MB per chart.
    await setImmediate();
  }
}

/** Draws on something that is like a canvas and keeps what is drawn, at its CSS pixels. */
export const drawOn = (canvas: object, chart: Chart): void => onCanvas(canvas, chart, 1).destroy();

const onCanvas = (canvas: object, chart: Chart, devicePixelRatio: number): ChartJs => {
  const config = withAttachments(chart.config);
  config.options = { ...config.options, devicePixelRatio };
  // Chart.js types know only the browser's canvas; it uses the part that others have, too.
  return new ChartJs(canvas as unknown as ConstructorParameters<typeof ChartJs>[0], config);
};
