import { describe, expect, test } from 'vitest';
import { aggregatesRefusal, customerRowsRefusal, forgetRefusal } from '../../src/jobs/access.ts';
import type { People, Person, ReplyTo } from '../../src/jobs/ports.ts';
import type { RefusalReason } from '../../src/jobs/sayings.ts';
import type { Dataset } from '../../src/store/bot-state.ts';
import { newDataset } from '../store/state-fixtures.ts';

type Membership = 'in' | 'out' | 'unknown';

const dataset = (channel: string): Dataset => ({
  ...newDataset({ channel, owner: 'UOWNER' }),
  id: 'dataset-1',
  createdAt: 0,
});

const peopleWith = (person: Partial<Person>, membership: Membership, channel = 'C1'): People => ({
  find: async () => ({ standing: 'full', isAdmin: false, isBot: false, timeZone: null, ...person }),
  channelsOf: async () => (membership === 'unknown' ? null : new Set(membership === 'in' ? [channel] : ['C9'])),
});

const asker = (channel: string, user = 'U1'): ReplyTo => ({
  team: 'T1',
  channel,
  thread: null,
  user,
  responseUrl: null,
  via: 'command',
});

const STANDINGS = ['full', 'guest', 'other-workspace'] as const;
const MEMBERSHIPS = ['in', 'out', 'unknown'] as const;

const BY_STANDING = { full: null, guest: 'guest', 'other-workspace': 'other_workspace' } as const;
const BY_MEMBERSHIP = { in: null, out: 'not_in_channel', unknown: 'membership_unknown' } as const;

const everyCase = STANDINGS.flatMap(standing => MEMBERSHIPS.map(membership => ({ standing, membership })));

describe('rows about single customers', () => {
  test.each(everyCase)('$standing, $membership of the channel', async ({ standing, membership }) => {
    const expected: RefusalReason | null = BY_STANDING[standing] ?? BY_MEMBERSHIP[membership];
    for (const isAdmin of [false, true])
      for (const [channel, user] of [
        ['C1', 'U1'],
        ['C2', 'U1'],
        ['C1', 'UOWNER'],
      ] as const) {
        const people = peopleWith({ standing, isAdmin }, membership);
        // Neither being an admin, nor being the uploader, nor asking in the channel itself changes anything.
        expect(await customerRowsRefusal(people, asker(channel, user), dataset('C1'))).toBe(expected);
      }
  });

  test('not even a bot that is a full member', async () => {
    const people = peopleWith({ isBot: true }, 'in');
    expect(await customerRowsRefusal(people, asker('C1'), dataset('C1'))).toBe('guest');
  });

  test.each(STANDINGS)('of a direct message: %s, asking in it', async standing => {
    const people = peopleWith({ standing }, 'unknown');
    expect(await customerRowsRefusal(people, asker('D1'), dataset('D1'))).toBe(BY_STANDING[standing]);
  });

  test.each(['D2', 'C1'])(
    'of a direct message, asked for in %s: not even for somebody in all channels',
    async channel => {
      const people = peopleWith({ isAdmin: true }, 'in', 'D1');
      expect(await customerRowsRefusal(people, asker(channel), dataset('D1'))).toBe('not_in_channel');
    },
  );
});

describe('aggregates', () => {
  test.each(everyCase)('$standing, $membership of the channel', async ({ standing, membership }) => {
    const people = peopleWith({ standing }, membership);
    expect(await aggregatesRefusal(people, asker('C1'), dataset('C1'))).toBeNull();
    expect(await aggregatesRefusal(people, asker('C2'), dataset('C1'))).toBe(BY_MEMBERSHIP[membership]);
  });

  test('of a direct message stay in it', async () => {
    const people = peopleWith({}, 'in', 'D1');
    expect(await aggregatesRefusal(people, asker('D1'), dataset('D1'))).toBeNull();
    expect(await aggregatesRefusal(people, asker('C1'), dataset('D1'))).toBe('not_in_channel');
  });
});

describe('forgetting', () => {
  test.each(
    STANDINGS.flatMap(standing =>
      [false, true].flatMap(isAdmin => [false, true].map(isOwner => ({ standing, isAdmin, isOwner }))),
    ),
  )('$standing, admin $isAdmin, uploader $isOwner', async ({ standing, isAdmin, isOwner }) => {
    const expected = BY_STANDING[standing] ?? (isAdmin || isOwner ? null : 'only_owner_or_admin');
    for (const membership of MEMBERSHIPS) {
      const people = peopleWith({ standing, isAdmin }, membership);
      expect(await forgetRefusal(people, asker('C1'), isOwner)).toBe(expected);
    }
  });
});
