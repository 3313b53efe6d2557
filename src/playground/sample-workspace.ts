/** A small invented workspace with everybody whom the bot has to treat differently. */
import type { SlackUser, WorkspaceSettings } from './workspace.ts';

const TEAM = { id: 'T0SHOP0001', name: 'Corner Shop', domain: 'corner-shop' } as const;
const ELSEWHERE = 'T0ELSE0001';

/** Ids of everybody, by the names that stories use. */
export const PEOPLE = {
  bot: 'U0BOT00001',
  ada: 'U0ADA00001',
  ben: 'U0BEN00001',
  cleo: 'U0CLEO0001',
  gil: 'U0GIL00001',
  sam: 'U0SAM00001',
  shopBot: 'U0SHOPBOT1',
} as const;

export const CHANNELS = {
  orders: 'C0ORDERS01',
  random: 'C0RANDOM01',
  secret: 'C0SECRET01',
  partners: 'C0PARTNER1',
} as const;

const ofTeam = (id: string, name: string, more: Partial<SlackUser> = {}): SlackUser => ({
  id,
  name: name.split(' ')[0]?.toLowerCase() ?? name,
  real_name: name,
  team_id: TEAM.id,
  ...more,
});

const USERS: readonly SlackUser[] = [
  ofTeam(PEOPLE.bot, 'Tranche', { is_bot: true }),
  ofTeam(PEOPLE.ada, 'Ada Admin', { is_admin: true, tz: 'Europe/Berlin' }),
  ofTeam(PEOPLE.ben, 'Ben Buyer', { tz: 'America/New_York' }),
  ofTeam(PEOPLE.cleo, 'Cleo Counter', { tz: 'Australia/Sydney' }),
  ofTeam(PEOPLE.gil, 'Gil Guest', { is_restricted: true, tz: 'Europe/Lisbon' }),
  ofTeam(PEOPLE.sam, 'Sam Supplier', { team_id: ELSEWHERE, is_stranger: true, tz: 'Europe/Paris' }),
  ofTeam(PEOPLE.shopBot, 'Shopkeeper', { is_bot: true }),
];

const open = { is_private: false, is_im: false, is_ext_shared: false } as const;
const { bot, ada, ben, cleo, gil, sam, shopBot } = PEOPLE;

/** The bot is in all channels but #random. People of another workspace can only be in a shared one: #partners. */
export const sampleWorkspace = (): WorkspaceSettings => ({
  team: TEAM,
  botUser: bot,
  users: USERS,
  channels: [
    { ...open, id: CHANNELS.orders, name: 'orders', members: [bot, ada, ben, cleo, gil, shopBot] },
    { ...open, id: CHANNELS.random, name: 'random', members: [ada, ben, cleo] },
    { ...open, id: CHANNELS.secret, name: 'secret', is_private: true, members: [bot, ben] },
    { ...open, id: CHANNELS.partners, name: 'partners', is_ext_shared: true, members: [bot, ada, ben, sam] },
  ],
});
