/**
 * Draws charts on a QuickChart server. The chart goes there as plain JSON, never as source text, so that the server
 * evaluates nothing. Whatever it cannot draw, the fallback draws.
 */
import quickchart from 'quickchart-js';
import type { Chart, ChartJson, ChartRenderer } from './chart.ts';

export interface QuickChartOptions {
  /** Base address of the server, http or https: `http://charts.internal:3400`. */
  readonly url: string;
  readonly fallback: ChartRenderer;
  readonly timeoutMs: number;
  /** Told for each chart that the fallback draws, with the reason in words. */
  readonly onFallback: (chartId: string, reason: string) => void;
}

/** Of Chart.js: the oldest one that draws our charts. Anything else is Chart.js 2 to this server. */
const VERSION = '4';
const PIXEL_RATIO = 2;
/** The server takes 100 kB (its `EXPRESS_JSON_LIMIT`), kilobytes of 1,024. */
export const LARGEST_BODY = 100 * 1024;
/** A picture of ours has about 100 to 500 kB. */
const LARGEST_PICTURE = 20 * 1024 * 1024;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

// The package's types describe its CommonJS build; what Node imports is its other one, whose default is the class.
const QuickChart = quickchart as unknown as typeof quickchart.default;
type QuickChart = InstanceType<typeof QuickChart>;

/** Why the server did not draw a chart. */
class NotDrawn extends Error {}

export function quickChartRenderer({ url, fallback, timeoutMs, onFallback }: QuickChartOptions): ChartRenderer {
  const server = new URL(url);
  return async chart => {
    try {
      return await drawRemotely(chart, server, timeoutMs);
    } catch (error) {
      onFallback(chart.id, reason(error, timeoutMs));
      return fallback(chart);
    }
  };
}

async function drawRemotely(chart: Chart, server: URL, timeoutMs: number): Promise<Uint8Array> {
  const client = requestFor(chart, server);
  // The client's own way to send has no time limit and leaves the connection open: only its request is used.
  const response = await fetch(`${server.href.replace(/\/+$/, '')}/chart`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: fittingBody(client, chart.config),
    signal: AbortSignal.timeout(timeoutMs),
  });
  // The words of the error stand in this header; the body is a picture of them.
  const complaint = response.headers.get('x-quickchart-error');
  if (!response.ok || complaint !== null) {
    await response.body?.cancel();
    throw new NotDrawn(`the server answered ${response.status}${complaint === null ? '' : `: ${complaint}`}`);
  }
  return pngOf(response);
}

function requestFor(chart: Chart, server: URL): QuickChart {
  const client = new QuickChart();
  client.setConfig({ type: 'bar', data: { datasets: [] } });
  client.setScheme(server.protocol.slice(0, -1)).setHost(server.host).setVersion(VERSION).setFormat('png');
  client.setWidth(chart.width).setHeight(chart.height).setDevicePixelRatio(PIXEL_RATIO).setBackgroundColor('#FFFFFF');
  return client;
}

/** The request as JSON; if it is too large, with every second, fourth, … dot of a scatter chart. */
function fittingBody(client: QuickChart, config: ChartJson): string {
  // `setConfig` turns an object into JavaScript source, which the server would evaluate: the chart is put in here.
  const bodyOf = (chart: ChartJson) => JSON.stringify({ ...client.getPostData(), chart });
  let chart = withoutAttachments(config);
  let body = bodyOf(chart);
  while (Buffer.byteLength(body) > LARGEST_BODY) {
    chart = thinned(chart);
    const thinner = bodyOf(chart);
    if (thinner.length === body.length) {
      throw new NotDrawn(`${Buffer.byteLength(body)} bytes are too large for the server`);
    }
    body = thinner;
  }
  return body;
}

interface Config {
  readonly data?: { readonly datasets?: readonly { readonly data: readonly unknown[] }[] } & ChartJson;
  readonly options?: { readonly plugins?: ChartJson } & ChartJson;
}

/** The attachments are for the local renderer only. */
function withoutAttachments(config: ChartJson): ChartJson {
  const { options = {}, ...rest } = config as Config;
  const { tranche: _, ...plugins } = options.plugins ?? {};
  return { ...rest, options: { ...options, plugins } };
}

/** Fewer dots than this show no cloud any more. */
const FEWEST_DOTS = 20;

function thinned(config: ChartJson): ChartJson {
  if (config.type !== 'scatter') return config;
  const { data } = config as Config;
  const datasets = data?.datasets?.map(dataset =>
    dataset.data.length <= FEWEST_DOTS ? dataset : { ...dataset, data: dataset.data.filter((_, i) => i % 2 === 0) },
  );
  return { ...config, data: { ...data, datasets } };
}

async function pngOf(response: Response): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > LARGEST_PICTURE) {
    await response.body?.cancel();
    throw new NotDrawn('the picture is too large');
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!PNG_SIGNATURE.every((byte, index) => bytes[index] === byte))
    throw new NotDrawn('the answer is not a PNG picture');
  return bytes;
}

/** Any failure of the server is a reason to draw here; what it was goes to the log. */
function reason(error: unknown, timeoutMs: number): string {
  if (error instanceof NotDrawn) return error.message;
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  // What fetch throws says only "fetch failed"; its cause says why.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return `the server could not be reached (${typeof code === 'string' ? code : String(cause)})`;
}
