/** Days and times by the clock of whoever looks. */

const formats = new Map<string, Intl.DateTimeFormat>();

const formatted = (ms: number, zone: string, options: Intl.DateTimeFormatOptions): string => {
  const key = zone + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, format);
  return format.format(ms);
};

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const;

export const timeOf = (ms: number, zone: string): string => formatted(ms, zone, { hour: '2-digit', minute: '2-digit' });
export const dayOf = (ms: number, zone: string): string => formatted(ms, zone, DAY);
export const momentOf = (ms: number, zone: string): string =>
  formatted(ms, zone, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Seconds with a fraction, as text. */
export const msOf = (ts: string): number => Number(ts) * 1000;

/** The tokens of Slack's `<!date^…>`. */
const TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { month: 'long', day: 'numeric', year: 'numeric' },
  date_pretty: { month: 'long', day: 'numeric', year: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_short_pretty: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { ...DAY, year: 'numeric' },
  date_long_pretty: { ...DAY, year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

export const slackDate = (seconds: number, format: string, zone: string): string =>
  format.replace(/\{(\w+)\}/g, (token, name) => {
    const options = TOKENS[name];
    return options ? formatted(seconds * 1000, zone, options) : token;
  });
