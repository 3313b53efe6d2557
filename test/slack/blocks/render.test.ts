import { describe, expect, it } from 'vitest';
import { fromCurrencyValue } from '../../../src/slack/blocks/currency.ts';
import { homeView } from '../../../src/slack/blocks/home.ts';
import { mappingModal } from '../../../src/slack/blocks/mapping-modal.ts';
import { noticeModal } from '../../../src/slack/blocks/notice-modal.ts';
import { fromPlaceValue } from '../../../src/slack/blocks/place-value.ts';
import { isPrivacyRequest, privacyModal } from '../../../src/slack/blocks/privacy-modal.ts';
import { render } from '../../../src/slack/blocks/render.ts';
import { fromValue } from '../../../src/slack/blocks/request-value.ts';
import { fromSheetValue } from '../../../src/slack/blocks/sheet.ts';
import {
  ASK_PATTERN,
  CURRENCY_PATTERN,
  OPEN_MAPPING,
  OPEN_UPLOAD,
  PLACE_PATTERN,
  PRIVACY_PATTERN,
  SHEET_PATTERN,
} from '../../../src/slack/ids.ts';
import { problemsOf } from '../../../src/slack/limits.ts';
import { textOnly, withOlderBlocks } from '../../../src/slack/older-blocks.ts';
import { allSayings, BOT, CHANNEL, exampleQuestion, exampleSayings, USER } from '../example-sayings.ts';
import { HOSTILE_TEXTS } from '../hostile-texts.ts';
import { blockMarkup, buttonsOf, markupOf, typesOf } from '../read-message.ts';

const TEXTS = [['ordinary words', null] as const, ...HOSTILE_TEXTS];
const CASES = TEXTS.flatMap(([name, text]) => [0, 1, 12].map(segments => ({ name, text, segments })));

/** Markup that Slack acts on: only what the bot put there itself. */
const TAGS = /<[^>]*>/g;
const OWN_TAG = new RegExp(
  `^<(@${USER}|@${BOT}|#${CHANNEL}|!date\\^\\d+\\^\\{date_short_pretty\\} at \\{time\\}\\|[^<>|^]+)>$`,
);
const NEWER = [
  'data_table',
  'card',
  'carousel',
  'container',
  'table',
  'alert',
  'data_visualization',
  'raw_text',
  'raw_number',
];

describe.each(CASES)('with $name and $segments segments', ({ text, segments }) => {
  const messages = allSayings(text, segments).map(saying => ({ kind: saying.kind, saying, sent: render(saying) }));

  it('every message keeps the limits', () => {
    for (const { kind, sent } of messages) expect([kind, ...problemsOf(sent)]).toEqual([kind]);
  });

  it('nothing foreign pings, links, forges formatting or ends a line', () => {
    for (const { kind, sent } of messages) {
      const tags = markupOf(sent).flatMap(each => each.match(TAGS) ?? []);
      expect([kind, ...tags.filter(tag => !OWN_TAG.test(tag))]).toEqual([kind]);
      for (const each of markupOf(sent)) {
        expect(each.replaceAll(TAGS, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|[\u202A-\u202E]|(?!\n)\p{Cc}|```/u);
        expect(each).not.toMatch(/^&gt;|\n&gt;|:tada:|_italic_|@channel/m);
      }
    }
  });

  it('the text says something, without our formatting', () => {
    for (const { sent } of messages) expect(sent.text).toMatch(/^[^*`]*[^*`\s][^*`]*$/);
  });

  it('every button has an id of its own and a value that comes back as the request', () => {
    for (const { kind, sent } of messages) {
      const buttons = buttonsOf(sent.blocks);
      const ids = buttons.map(({ action_id: id }) => id);
      expect([kind, new Set(ids).size]).toEqual([kind, ids.length]);
      for (const { action_id: id = '', value = '' } of buttons) {
        const asks = ASK_PATTERN.test(id) && fromValue(value) !== null;
        const places = PLACE_PATTERN.test(id) && fromPlaceValue(value) !== null;
        const keeps = CURRENCY_PATTERN.test(id) && fromCurrencyValue(value) !== null;
        const reads = SHEET_PATTERN.test(id) && fromSheetValue(value) !== null;
        const tells = PRIVACY_PATTERN.test(id) && isPrivacyRequest(value);
        expect([OPEN_UPLOAD, OPEN_MAPPING].includes(id) || asks || places || keeps || reads || tells).toBe(true);
      }
    }
  });

  it('older blocks hold nothing newer, keep the limits and the buttons', () => {
    for (const { kind, sent } of messages) {
      const older = withOlderBlocks(sent);
      expect([kind, ...problemsOf(older)]).toEqual([kind]);
      expect(typesOf(older.blocks).filter(type => NEWER.includes(type))).toEqual([]);
      expect(buttonsOf(older.blocks).map(({ action_id: id }) => id)).toEqual(
        buttonsOf(sent.blocks).map(({ action_id: id }) => id),
      );
      for (const tag of blockMarkup(older.blocks).flatMap(each => each.match(TAGS) ?? [])) expect(tag).toMatch(OWN_TAG);
      expect(textOnly(sent)).toEqual({ text: sent.text, blocks: [] });
    }
  });

  it('views keep the limits', () => {
    const question = exampleQuestion(text);
    expect(problemsOf(mappingModal(question))).toEqual([]);
    for (const saying of exampleSayings(text, segments).home) expect(problemsOf(homeView(saying))).toEqual([]);
    for (const { saying } of messages) expect(problemsOf(noticeModal('Notice', saying))).toEqual([]);
    const options = Array.from({ length: 150 }, (_, index) => ({
      ...{ id: `ds_${index}`, name: text ?? 'Shop', customers: 4_338, uploadedAt: 0 },
    }));
    for (const request of ['forget-dataset', 'forget-customer', 'account'] as const)
      for (const count of [0, 1, 150]) expect(problemsOf(privacyModal(request, options.slice(0, count)))).toEqual([]);
  });
});

it('a file of 300 columns can be mapped: guessed columns are always offered', () => {
  const columns = Array.from({ length: 300 }, (_, index) => `column ${index + 1}`);
  const rows = [columns, columns, columns];
  const modal = mappingModal({ ...exampleQuestion(null), columns, rows, guess: { customer: 299, date: 5 } });
  expect(problemsOf(modal)).toEqual([]);
  expect(JSON.stringify(modal)).toContain(
    '"initial_option":{"text":{"type":"plain_text","text":"column 300","emoji":false},"value":"299"}',
  );
});
