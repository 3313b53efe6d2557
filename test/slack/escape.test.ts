import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelName, clause, cutMarkup, md, moment, mrkdwn, person, plain, spoken } from '../../src/slack/escape.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

describe('foreign text in markup', () => {
  it.each([
    ['Shop & Sons', 'Shop &amp; Sons'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['@here, @Channel and @everyone', '＠here, ＠Channel and ＠everyone'],
    ['a@example.com', 'a@example.com'],
    ['*bold* ~gone~ `code`', '∗bold∗ ∼gone∼ ˋcodeˋ'],
    ['orders_2026_final.csv', 'orders_2026_final.csv'],
    ['_italic_ text_', 'ˍitalicˍ textˍ'],
    [':tada: at 10:30:45, ratio 1:2', '∶tada: at 10:30:45, ratio 1:2'],
    ['> quoted', '› quoted'],
    ['a\r\nb\u2028c\td', 'a b c d'],
    ['a\u202Eb\u0000c', 'abc'],
    ['\uD83D', '–'],
    ['  ', '–'],
    ['שלום', '\u2068שלום\u2069'],
  ])('%j becomes %j', (text, safe) => expect(mrkdwn(text)).toBe(safe));

  it('is cut to the length that was asked for, never within an emoji', () => {
    expect(mrkdwn('abcdef', 4)).toBe('abc…');
    expect(plain('ab😀😀', 4)).toBe('ab…');
    expect(mrkdwn('abcd', 4)).toBe('abcd');
  });

  it('whatever it is, no mark of Slack is left, and it is one line that is not empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const safe = mrkdwn(text, 50);
        expect(safe).toMatch(/\S/);
        expect(safe.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[<>&*~`\n]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/);
      }),
    );
  });

  it.each(HOSTILE_TEXTS)('%s: plain text is short, one line, not empty', (_, text) => {
    const safe = plain(text, 75);
    expect(safe.length).toBeLessThanOrEqual(75);
    expect(safe.replaceAll(/\u2068([^\u2068\u2069]+)\u2069/g, '$1')).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}]+$/u);
  });

  it.each([
    ['שלום: 78 customers', '\u2068שלום\u2069: 78 customers'],
    ['Trends of שלום 12 עולם', 'Trends of \u2068שלום 12 עולם\u2069'],
    ['שלום keeps the orders of مرحبا only', '\u2068שלום\u2069 keeps the orders of \u2068مرحبا\u2069 only'],
    ['אaאaאaאaאa', '\u2068אaאaאaאaאa\u2069'],
  ])('%j in plain text keeps its direction to itself', (text, safe) => expect(plain(text)).toBe(safe));

  it('what runs from right to left is cut like any other', () => {
    for (const text of ['ש'.repeat(100), 'שa'.repeat(50), `${'a'.repeat(60)} ${'ש '.repeat(60)}`])
      for (const length of [20, 75]) expect(plain(text, length).length).toBeLessThanOrEqual(length);
  });
});

describe('what the bot itself puts there', () => {
  it('people and channels by their ids, and nothing else', () => {
    expect(person('U012AB3CD')).toBe('<@U012AB3CD>');
    expect(channelName('C012AB3CD')).toBe('<#C012AB3CD>');
    expect(person('U1> <!channel')).toBe('U1&gt; &lt;!channel');
  });

  it('moments in the reader’s own time', () => {
    expect(moment(1_323_676_800.9, 'Mon, 12 Dec | 09:00')).toBe(
      '<!date^1323676800^{date_short_pretty} at {time}|Mon, 12 Dec   09:00>',
    );
  });

  it('is read aloud without marks', () => {
    expect(spoken(md`*Bold* and ${moment(1, 'now')}, ${mrkdwn('a*b')}`)).toBe('Bold and now, a∗b');
  });

  it('sentences end once', () => expect(clause('It is full. ', 50)).toBe('It is full'));

  it('is never cut within an entity or a mention', () => {
    expect(cutMarkup(md`ab${mrkdwn('&&')}`, 8)).toBe('ab&amp;…');
    expect(cutMarkup(md`ab ${person('U012AB3CD')} c`, 10)).toBe('ab…');
  });
});
