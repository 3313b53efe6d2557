/** Texts that a file, a name or a person could hold and that would break or forge a message if they were shown as they are. */
export const HOSTILE_TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['mentions and links', '<!channel> <!here> <@U0VICTIM01> <#C0SECRET01> <https://evil.example|click> @channel'],
  ['ampersands', '&&&& &lt;!channel&gt; &amp;lt;'],
  ['4,000 characters', 'long '.repeat(800)],
  ['100,000 characters that are escaped', '<&>*_'.repeat(20_000)],
  ['100,000 letters without a blank', 'w'.repeat(100_000)],
  ['right to left', '\u202Egnp.exe\u202C \u2067שלום עולם\u2069 \u200Fمرحبا'],
  ['emoji', '😀'.repeat(300)],
  ['newlines', 'first\nsecond\r\n> quoted\u2028third\u0000\u0007'],
  ['backticks and other formatting', '```code``` *bold* _italic_ ~gone~ :tada: `x`'],
  ['half a character', '\uD83D broken \uDE00'],
  ['nothing', ''],
  ['blanks', ' \u00A0\u200B\t '],
];
