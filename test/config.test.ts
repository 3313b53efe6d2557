import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('QUICKCHART_URL', () => {
  it.each([undefined, '', '   '])('%j draws charts on this machine', value => {
    expect(readConfig({ QUICKCHART_URL: value })).toEqual({ quickChartUrl: null });
  });

  it.each(['http://localhost:3400', 'https://charts.example/base'])('%s is taken', url => {
    expect(readConfig({ QUICKCHART_URL: ` ${url} ` })).toEqual({ quickChartUrl: url });
  });

  it.each(['localhost:3400', 'charts', 'ftp://charts.example', 'file:///etc/passwd', 'http://', '//charts'])(
    '%s is refused with the name of the variable',
    url => {
      expect(() => readConfig({ QUICKCHART_URL: url })).toThrow(
        expect.objectContaining({
          code: 'config_invalid',
          facts: { problems: [`QUICKCHART_URL is "${url}", which is no address such as http://localhost:3400`] },
        }),
      );
    },
  );
});
