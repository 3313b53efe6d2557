/** Charts on pages: Chart.js draws them as on a canvas, so that their lines stay sharp and their text can be selected. */
import type { Chart } from '../../charts/chart.ts';
import { drawOn } from '../../charts/draw-local.ts';
import { CONTENT_WIDTH, type PageFlow } from './page-flow.ts';
import type { Ink } from './type.ts';

const BELOW = 8;

/** Of the chart and the space below it. */
export const chartHeight = ({ width, height }: Chart): number => (height * CONTENT_WIDTH) / width + BELOW;

export const placeChart = (flow: PageFlow, chart: Chart): void => {
  const scale = CONTENT_WIDTH / chart.width;
  flow.place(chartHeight(chart), ink => {
    ink.scale(scale, scale);
    drawOn(canvasOf(ink, chart), chart);
  });
};

/**
 * What Chart.js asks of a canvas. It resets the transformation and clears the ground, which on a page would draw the chart
 * elsewhere and nothing else: both are left out.
 */
const canvasOf = (ink: Ink, { width, height }: Chart): object => {
  const canvas = { width, height, getContext: () => context };
  const idle = (): void => {};
  const own: Readonly<Record<string | symbol, unknown>> = {
    canvas,
    setTransform: idle,
    resetTransform: idle,
    clearRect: idle,
  };
  const context: Ink = new Proxy(ink, {
    get: (target, name) => {
      if (name in own) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
  return canvas;
};
