import { describe, expect, it } from 'vitest';
import { type Span, spansOf } from '../../../src/playground/page/mrkdwn.ts';

const text = (words: string): Span => ({ kind: 'text', text: words });

describe('Markup', () => {
  it.each<[string, readonly Span[]]>([
    ['plain', [text('plain')]],
    ['a *b* c', [text('a '), { kind: 'bold', children: [text('b')] }, text(' c')]],
    ['*a _b_*', [{ kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] }]],
    ['~gone~', [{ kind: 'strike', children: [text('gone')] }]],
    ['2*3*4 and snake_case_name', [text('2*3*4 and snake_case_name')]],
    ['* not bold *', [text('* not bold *')]],
    ['`*a* &lt;b&gt;`', [{ kind: 'code', text: '*a* <b>' }]],
    ['a\nb', [text('a'), { kind: 'break' }, text('b')]],
    [
      '&gt; said\n&gt; twice\nthen',
      [{ kind: 'quote', children: [text('said'), { kind: 'break' }, text('twice')] }, text('then')],
    ],
    ['```\n*a*\n<b>\n```', [{ kind: 'pre', text: '*a*\n<b>' }]],
    [
      '<@U1> in <#C1|orders>',
      [{ kind: 'user', id: 'U1', label: '' }, text(' in '), { kind: 'channel', id: 'C1', label: 'orders' }],
    ],
    ['<!channel>', [{ kind: 'broadcast', id: 'channel', label: '' }]],
    ['<https://example.com?a=1&amp;b=2|here>', [{ kind: 'link', url: 'https://example.com?a=1&b=2', text: 'here' }]],
    [
      '<!date^1700000000^{date} at {time}|then>',
      [{ kind: 'date', seconds: 1_700_000_000, format: '{date} at {time}', fallback: 'then' }],
    ],
  ])('%s', (markup, spans) => {
    expect(spansOf(markup)).toEqual(spans);
  });

  it('makes no link of an address that would run something', () => {
    expect(spansOf('<javascript:alert(1)|press>')).toEqual([text('press')]);
    expect(spansOf('<data:text/html,x>')).toEqual([text('data:text/html,x')]);
  });

  it('keeps what was escaped as text', () => {
    expect(spansOf('&lt;!channel&gt; &amp;amp;')).toEqual([text('<!channel> &amp;')]);
  });
});
