/** A day of a busy workspace by a clock that is moved by hand: files every hour, a weekly digest in every channel, in twelve time zones. */
import type { LocalSlack } from '../../../src/playground/local-slack.ts';
import type { SlackMessage, WorkspaceSettings } from '../../../src/playground/workspace.ts';
import { ordersFile } from './story.ts';

const HOUR = 3_600_000;
const TEAM = { id: 'T0CHAIN001', name: 'Many Shops', domain: 'many-shops' } as const;
const BOT = 'U0BOT00001';

/** When it is Monday, 30 November 2026, 09:00 there, in hours of that day in UTC; reckoned by hand. */
const NINE_ON_MONDAY = {
  'Pacific/Auckland': -4,
  'Australia/Sydney': -2,
  'Asia/Tokyo': 0,
  'Asia/Shanghai': 1,
  'Asia/Kolkata': 3.5,
  'Asia/Dubai': 5,
  'Africa/Nairobi': 6,
  'Europe/Berlin': 8,
  'Europe/London': 9,
  'America/Sao_Paulo': 12,
  'America/New_York': 14,
  'Pacific/Honolulu': 19,
} as const;
const MONDAY = Date.UTC(2026, 10, 30);

/** From before the first of these until after the last. */
const DAY = { from: MONDAY - 5 * HOUR, hours: 25 } as const;
const STEP_MS = HOUR / 6;

const owners = Object.keys(NINE_ON_MONDAY).map((tz, index) => ({
  id: `U0OWNER${String(index).padStart(3, '0')}`,
  name: `owner${index}`,
  real_name: `Owner ${index}`,
  team_id: TEAM.id,
  tz,
}));

interface Shop {
  readonly channel: string;
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly digestDueAt: number;
}

/** Their owners take turns, so that every time zone has the same number. */
const shopsOf = (count: number): readonly Shop[] => {
  const due = Object.values(NINE_ON_MONDAY);
  return Array.from({ length: count }, (_, index) => ({
    channel: `C0SHOP${String(index).padStart(4, '0')}`,
    owner: owners[index % owners.length]!.id,
    digestDueAt: MONDAY + due[index % due.length]! * HOUR,
  }));
};

/** So many channels, each with its owner and the bot. */
export const chainOfShops = (count: number): WorkspaceSettings => ({
  team: TEAM,
  botUser: BOT,
  users: [{ id: BOT, name: 'tranche', real_name: 'Tranche', team_id: TEAM.id, is_bot: true }, ...owners],
  channels: shopsOf(count).map(({ channel, owner }, index) => ({
    id: channel,
    name: `shop-${index}`,
    is_private: false,
    is_im: false,
    is_ext_shared: false,
    members: [BOT, owner],
  })),
});

/** Whatever runs the bot, in this process or in one of its own. */
export interface Workday {
  readonly slack: LocalSlack;
  /** The clock of Slack and of the bot stands there now; resolves when the bot has looked at it and has nothing left to do. */
  readonly moveTo: (instant: number) => Promise<void>;
}

export interface DayOutcome {
  readonly reports: number;
  readonly digests: number;
  /** What was late, early, missing or there twice, in words. */
  readonly problems: readonly string[];
  /** The longest that the bot took, in real milliseconds, until everything of one instant was done. */
  readonly slowestStepMs: number;
}

/** `everyHour` is told the hours that are over, when nothing is under way. */
export const liveADay = async (
  { slack, moveTo }: Workday,
  count: number,
  everyHour: (hours: number) => Promise<void> = async () => {},
): Promise<DayOutcome> => {
  const shops = shopsOf(count);
  await moveTo(DAY.from - 24 * HOUR);
  const uploads = await Promise.all(shops.map(shop => share(slack, shop, ordersFile())));
  await moveTo(DAY.from - 23 * HOUR);
  for (const { owner, channel } of shops) await slack.command(owner, channel, '/segment', 'digest weekly mon 09:00');
  let slowestStepMs = 0;
  for (let at = DAY.from; at <= DAY.from + DAY.hours * HOUR; at += STEP_MS) {
    const hours = (at - DAY.from) / HOUR;
    const busy = Number.isInteger(hours) ? shops.filter((_, index) => index % DAY.hours === hours) : [];
    uploads.push(...(await Promise.all(busy.map(shop => share(slack, shop, oneMoreOrder(shop, at))))));
    const started = performance.now();
    await moveTo(at);
    slowestStepMs = Math.max(slowestStepMs, performance.now() - started);
    if (Number.isInteger(hours)) await everyHour(hours);
  }
  const digests = shops.map(shop => digestsIn(slack, shop));
  const unreported = uploads.filter(message => reportsOn(slack, message) !== 1);
  return {
    reports: uploads.length - unreported.length,
    digests: digests.flat().length,
    problems: [
      ...unreported.map(({ channel, ts }) => `${channel}: not one report on the file of ${ts}`),
      ...shops.flatMap((shop, index) => punctuality(shop, digests[index]!)),
    ],
    slowestStepMs,
  };
};

const share = async (slack: LocalSlack, { owner, channel }: Shop, file: ReturnType<typeof ordersFile>) =>
  (await slack.upload(owner, channel, [file])).message;

const oneMoreOrder = ({ channel }: Shop, at: number) => ({
  name: 'today.csv',
  bytes: `${ordersFile().bytes.split('\n')[0]}\nC7,${channel}-${at},${new Date(at - 24 * HOUR).toISOString().slice(0, 10)},1,9.50\n`,
});

const reportsOn = (slack: LocalSlack, { channel, ts }: SlackMessage): number =>
  slack.thread(channel, ts).filter(({ blocks }) => blocks.some(({ type }) => type === 'carousel')).length;

/** Epoch milliseconds at which the bot has posted in the channel itself. */
const digestsIn = (slack: LocalSlack, { channel }: Shop): readonly number[] =>
  slack
    .messages(channel)
    .filter(({ user, thread_ts }) => user === BOT && !thread_ts)
    .map(({ ts }) => Number(ts) * 1_000);

const punctuality = ({ channel, digestDueAt }: Shop, posted: readonly number[]): readonly string[] => {
  const onTime = posted.filter(at => at >= digestDueAt && at < digestDueAt + STEP_MS);
  if (onTime.length === 1 && posted.length === 1) return [];
  const times = posted.map(at => new Date(at).toISOString()).join(', ');
  return [`${channel}: due ${new Date(digestDueAt).toISOString()}, posted ${times || 'never'}`];
};
