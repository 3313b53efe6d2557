import { describe, expect, it } from 'vitest';
import { scrub } from '../src/scrub.ts';

describe('Taken out of any text', () => {
  it.each([
    ['token xoxb-12-34-AbC was revoked', 'token [token] was revoked'],
    ['xapp-1-A01-22-abcdef, xoxp-1, xoxe.xoxb-1-Mi0.x_y, xoxe-1-abc', '[token], [token], [token], [token]'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [token]'],
    ['POST https://hooks.slack.com/commands/T1/22/aBc failed', 'POST [response_url] failed'],
    ['{"response_url":"http://127.0.0.1:9/r/1"}', '{"response_url":"[secret]"}'],
    ['"{\\"trigger_id\\":\\"abc\\",\\"user\\":1}"', '"{\\"trigger_id\\":\\"[secret]\\",\\"user\\":1}"'],
    ['expired 13345224609.738474920.8088930838d88f008e0', 'expired [trigger_id]'],
    ['trigger_id=123.456&token=abcdef', 'trigger_id=[secret]&token=[secret]'],
    ['wss://wss-primary.slack.com/link/?ticket=1-2&app_id=3', 'wss://wss-primary.slack.com/[ticket]'],
    ['https://files.slack.com/upload/v1/CwAB', '[upload address]'],
    ['(X-Slack-Signature: v0=a2114d57b48eac39b9ad189dd8316235)', '(X-Slack-Signature: [signature])'],
    ['http://me:secret@charts.example/x', 'http://[secret]@charts.example/x'],
    ['wrote to jo.o+neil@mail.example.com, Jörg@Müller.example', 'wrote to [e-mail], [e-mail]'],
  ])('%s', (text, without) => {
    expect(scrub(text)).toBe(without);
  });

  it('is the row at which DuckDB stopped, over several lines, and the cell that it could not read', () => {
    const message = `Invalid Input Error: CSV Error on Line: 3
Original Line: 536365,"Ann
Example",4.5
Expected Number of Columns: 3 Found: 2
Conversion Error: Could not convert string 'Ann Example' to DECIMAL(18,4)`;
    expect(scrub(message)).toBe(`Invalid Input Error: CSV Error on Line: 3
Original Line: [row]
Expected Number of Columns: 3 Found: 2
Conversion Error: Could not convert string [cell] to DECIMAL(18,4)`);
  });

  it('is what is named as a secret, whatever it looks like', () => {
    expect(scrub('a 0123abc b 0123abc', ['0123abc', ''])).toBe('a [secret] b [secret]');
  });
});

it('takes no time for long texts', { timeout: 5_000 }, () => {
  const texts = ['x', '1', 'a.', "'", 'xoxb', 'Original Line: ', 'Conversion Error: "', 'wss://'].map(part =>
    part.repeat(50_000),
  );
  expect(texts.map(text => scrub(text).length > 0)).not.toContain(false);
});

it.each([
  'at App.processEvent (/app/node_modules/@slack/bolt/dist/App.js:399:12)',
  'undici@8.13.1 and @slack/web-api@8.2.0',
  'message 1762765200.000100 in C0123456789, run 1a2b3c4d5e6f',
  "Cannot read properties of undefined (reading 'team')",
  'https://slack.com/api/chat.postMessage: tokens_revoked, 12 rows, 09:00:00',
])('leaves alone: %s', text => {
  expect(scrub(text)).toBe(text);
});
