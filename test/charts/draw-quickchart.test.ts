import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { buildCharts } from '../../src/charts/all-charts.ts';
import type { Chart } from '../../src/charts/chart.ts';
import { LARGEST_BODY, quickChartRenderer } from '../../src/charts/draw-quickchart.ts';
import { fixtureInput } from './fixture-report.ts';

const charts = buildCharts(fixtureInput({}, 100));
const REMOTE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const LOCAL = Uint8Array.of(7);

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A QuickChart server that answers as told. */
async function listening(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function renderer(url: string, timeoutMs = 2000) {
  const fallbacks: [chartId: string, reason: string][] = [];
  const fallback = async () => LOCAL;
  const onFallback = (chartId: string, reason: string) => void fallbacks.push([chartId, reason]);
  return { draw: quickChartRenderer({ url, fallback, timeoutMs, onFallback }), fallbacks };
}

const sendPng: RequestListener = (_, response) => response.setHeader('content-type', 'image/png').end(REMOTE);

interface Body {
  readonly version: string;
  readonly width: number;
  readonly height: number;
  readonly devicePixelRatio: number;
  readonly chart: {
    readonly type: string;
    readonly options: { readonly plugins: object };
    readonly data: { datasets: { data: unknown[] }[] };
  };
}

async function received(chart: Chart): Promise<{ request: IncomingMessage; raw: string; body: Body; png: Uint8Array }> {
  let request: IncomingMessage | undefined;
  let raw = '';
  const url = await listening(async (incoming, response) => {
    request = incoming;
    raw = await text(incoming);
    sendPng(incoming, response);
  });
  const { draw, fallbacks } = renderer(url);
  const png = await draw(chart);
  expect(fallbacks).toEqual([]);
  return { request: request!, raw, body: JSON.parse(raw), png };
}

describe('a QuickChart server', () => {
  it.each(charts.map(chart => [chart.id, chart] as const))('gets %s as plain JSON for Chart.js 4', async (_, chart) => {
    const { request, body, png } = await received(chart);
    expect(request.method).toBe('POST');
    expect(request.url).toBe('/chart');
    expect(request.headers['content-type']).toBe('application/json');
    expect(body).toMatchObject({ version: '4', width: chart.width, height: chart.height, devicePixelRatio: 2 });
    // An object, not source text: the server evaluates strings.
    expect(body.chart).toMatchObject({ type: chart.config.type, data: chart.config.data });
    expect(body.chart.options.plugins).not.toHaveProperty('tranche');
    expect([...png]).toEqual([...REMOTE]);
  });

  it('gets fewer dots where all would be too large', async () => {
    const dots = Array.from({ length: 9000 }, (_, index) => ({ x: index + 0.5, y: index * 3.25 }));
    const chart = {
      ...charts[1]!,
      config: { type: 'scatter', data: { datasets: [{ data: [{ x: 1, y: 1 }] }, { data: dots }] } },
    };
    const { raw, body } = await received(chart);
    expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(LARGEST_BODY);
    expect(body.chart.data.datasets[0]!.data).toHaveLength(1);
    expect(body.chart.data.datasets[1]!.data).toHaveLength(2250);
  });
});

describe('the local renderer takes over', () => {
  const chart = charts[0]!;

  async function fallsBack(url: string, timeoutMs?: number, given: Chart = chart): Promise<string> {
    const { draw, fallbacks } = renderer(url, timeoutMs);
    expect([...(await draw(given))]).toEqual([...LOCAL]);
    expect(fallbacks).toHaveLength(1);
    expect(fallbacks[0]![0]).toBe(given.id);
    return fallbacks[0]![1];
  }

  it('on an error, with the words of the server', async () => {
    const url = await listening((_, response) => {
      response.writeHead(500, { 'content-type': 'image/png', 'x-quickchart-error': 'no such scale' }).end(REMOTE);
    });
    expect(await fallsBack(url)).toBe('the server answered 500: no such scale');
  });

  it('on an answer that is no PNG', async () => {
    const url = await listening((_, response) => response.end('<html>proxy login</html>'));
    expect(await fallsBack(url)).toBe('the answer is not a PNG picture');
  });

  it('on silence', async () => {
    const url = await listening(() => undefined);
    expect(await fallsBack(url, 60)).toBe('no answer within 60 ms');
  });

  it('on a body that stops halfway', async () => {
    const url = await listening((_, response) => response.write(REMOTE));
    expect(await fallsBack(url, 60)).toBe('no answer within 60 ms');
  });

  it('on a server that is down', async () => {
    const url = await listening(sendPng);
    server!.close();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(await fallsBack(url)).toBe('the server could not be reached (ECONNREFUSED)');
  });

  it('on a chart that is too large and has no dots to leave out, without asking the server', async () => {
    let asked = false;
    const url = await listening((incoming, response) => {
      asked = true;
      sendPng(incoming, response);
    });
    const large = { ...chart, config: { type: 'bar', data: { labels: ['x'.repeat(LARGEST_BODY)], datasets: [] } } };
    expect(await fallsBack(url, 500, large)).toMatch(/bytes are too large for the server$/);
    expect(asked).toBe(false);
  });
});

describe('the address', () => {
  it('may have a path', async () => {
    let path: string | undefined;
    const url = await listening((incoming, response) => {
      path = incoming.url;
      sendPng(incoming, response);
    });
    await renderer(`${url}/quickchart/`).draw(charts[0]!);
    expect(path).toBe('/quickchart/chart');
  });
});
