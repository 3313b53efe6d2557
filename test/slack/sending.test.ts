import { describe, expect, test } from 'vitest';
import { PlaceClosed } from '../../src/outages.ts';
import type { Message } from '../../src/slack/blocks/message.ts';
import { render } from '../../src/slack/blocks/render.ts';
import { sendMessage } from '../../src/slack/sending.ts';
import { calling } from '../../src/slack/slack-failure.ts';
import { exampleSayings } from './example-sayings.ts';
import { type Answer, refused, tinySlack } from './tiny-slack.ts';

/** A report with tables and cards. */
const REPORT = render(exampleSayings(null, 4).report[0]!);

const NEWER = /"type":"(data_table|card|carousel|container)"/;

/** Sends it to a Slack that gives these answers; what it was asked, and what was heard of simpler messages. */
const sent = async (message: Message, answers: readonly Answer[]) => {
  const { client, calls } = await tinySlack({ 'chat.postMessage': answers });
  const heard: (readonly string[])[] = [];
  const outcome = await calling(() =>
    sendMessage(
      message,
      body => client.chat.postMessage({ channel: 'C1', ...body }),
      why => heard.push(why),
    ),
  ).then(
    ({ ts }) => ts,
    error => error as unknown,
  );
  return { outcome, heard, bodies: calls.map(({ args }) => args) };
};

describe('a message', () => {
  test('goes as it is', async () => {
    const { outcome, heard, bodies } = await sent(REPORT, [{ ts: '1.0' }]);
    expect(outcome).toBe('1.0');
    expect(heard).toEqual([]);
    expect(bodies).toHaveLength(1);
    expect(JSON.parse(bodies[0]!.blocks!)).toEqual(REPORT.blocks);
    expect(bodies[0]!.text).toBe(REPORT.text);
  });

  test.each(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'])(
    'refused with %s goes with older blocks only',
    async code => {
      const { outcome, heard, bodies } = await sent(REPORT, [refused(code), { ts: '2.0' }]);
      expect(outcome).toBe('2.0');
      expect(heard).toEqual([[code]]);
      expect(bodies[0]!.blocks).toMatch(NEWER);
      expect(bodies[1]!.blocks).not.toMatch(NEWER);
      expect(JSON.parse(bodies[1]!.blocks!).length).toBeGreaterThan(3);
    },
  );

  test('refused again goes as text', async () => {
    const { outcome, bodies } = await sent(REPORT, [
      refused('invalid_blocks'),
      refused('invalid_blocks'),
      { ts: '3.0' },
    ]);
    expect(outcome).toBe('3.0');
    expect(bodies[2]).toMatchObject({ text: REPORT.text });
    expect(bodies[2]).not.toHaveProperty('blocks');
  });

  test('refused as text, too, is refused', async () => {
    const { outcome, bodies } = await sent(REPORT, [refused('invalid_blocks')]);
    expect(outcome).toMatchObject({ data: { error: 'invalid_blocks' } });
    expect(bodies).toHaveLength(3);
  });

  test('refused for any other reason is not tried again', async () => {
    const { outcome, bodies } = await sent(REPORT, [refused('is_archived')]);
    expect(outcome).toBeInstanceOf(PlaceClosed);
    expect(bodies).toHaveLength(1);
  });

  test('that breaks a limit of newer blocks is not even tried with them', async () => {
    const table = REPORT.blocks.find(({ type }) => type === 'data_table')!;
    const { outcome, heard, bodies } = await sent({ ...REPORT, blocks: Array.from({ length: 60 }, () => table) }, [
      { ts: '4.0' },
    ]);
    expect(outcome).toBe('4.0');
    expect(bodies).toHaveLength(1);
    expect(bodies[0]!.blocks ?? '').not.toMatch(NEWER);
    expect(heard[0]!.join()).toContain('60 blocks');
  });

  test('of text only has no blocks', async () => {
    const { bodies } = await sent({ text: 'hello', blocks: [] }, [{ ts: '5.0' }]);
    expect(bodies).toMatchObject([{ text: 'hello' }]);
    expect(bodies[0]).not.toHaveProperty('blocks');
  });
});
