import { describe, expect, test } from 'vitest';
import { Outage, PlaceClosed } from '../../src/outages.ts';
import { slackPeople } from '../../src/slack/people.ts';
import { type Answers, refused, tinySlack } from './tiny-slack.ts';

const peopleOn = async (answers: Answers) => {
  const slack = await tinySlack(answers);
  return { ...slack, people: slackPeople(slack.client, () => 'T1') };
};

describe('who somebody is', () => {
  test.each([
    [{ team_id: 'T1' }, 'full'],
    [{ team_id: 'T1', is_restricted: true }, 'guest'],
    [{ team_id: 'T1', is_ultra_restricted: true }, 'guest'],
    [{ team_id: 'T2' }, 'other-workspace'],
    [{ team_id: 'T2', is_admin: true, is_restricted: true }, 'other-workspace'],
    [{ team_id: 'T1', is_stranger: true }, 'other-workspace'],
  ] as const)('%j is %s', async (user, standing) => {
    const { people, calls } = await peopleOn({ 'users.info': { user: { id: 'U1', ...user } } });
    expect(await people.find('U1')).toMatchObject({ standing });
    expect(calls).toMatchObject([{ method: 'users.info', args: { user: 'U1' } }]);
  });

  test.each([
    [{}, { isAdmin: false, isBot: false, timeZone: null }],
    [
      { is_admin: true, tz: 'Europe/Berlin' },
      { isAdmin: true, timeZone: 'Europe/Berlin' },
    ],
    [{ is_owner: true }, { isAdmin: true }],
    [{ is_bot: true }, { isBot: true }],
  ] as const)('%j: %j', async (user, expected) => {
    const { people } = await peopleOn({ 'users.info': { user: { id: 'U1', team_id: 'T1', ...user } } });
    expect(await people.find('U1')).toMatchObject(expected);
  });

  test('somebody who does not exist, or an outage, is no answer', async () => {
    const { people } = await peopleOn({ 'users.info': [refused('user_not_found'), refused('internal_error')] });
    await expect(people.find('U1')).rejects.toBeInstanceOf(PlaceClosed);
    await expect(people.find('U1')).rejects.toBeInstanceOf(Outage);
  });
});

describe('the channels of a person', () => {
  test('are those of all pages', async () => {
    const { people, calls } = await peopleOn({
      'users.conversations': [
        { channels: [{ id: 'C1' }, { id: 'C2' }], response_metadata: { next_cursor: 'page two' } },
        { channels: [], response_metadata: { next_cursor: 'page three' } },
        { channels: [{ id: 'C3' }], response_metadata: { next_cursor: '' } },
      ],
    });
    expect(await people.channelsOf('U1')).toEqual(new Set(['C1', 'C2', 'C3']));
    expect(calls.map(({ args }) => args.cursor)).toEqual([undefined, 'page two', 'page three']);
    for (const { args } of calls)
      expect(args).toMatchObject({ user: 'U1', types: 'public_channel,private_channel', limit: '999' });
  });

  test('are unknown, and not none, where the permission is missing, also in the middle', async () => {
    const { people } = await peopleOn({
      'users.conversations': [
        refused('missing_scope', { needed: 'groups:read' }),
        { channels: [{ id: 'C1' }], response_metadata: { next_cursor: 'more' } },
        refused('missing_scope', { needed: 'groups:read' }),
      ],
    });
    expect(await people.channelsOf('U1')).toBeNull();
    expect(await people.channelsOf('U1')).toBeNull();
  });

  test('an outage is no answer', async () => {
    const { people } = await peopleOn({ 'users.conversations': refused('internal_error') });
    await expect(people.channelsOf('U1')).rejects.toBeInstanceOf(Outage);
  });
});
