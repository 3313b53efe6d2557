/** How Slack signs what it sends, version 0 (Slack docs: Verifying requests from Slack). */
import { createHmac } from 'node:crypto';

interface ToSign {
  readonly secret: string;
  /** Epoch seconds. */
  readonly timestamp: number;
  /** Exactly as it is sent. */
  readonly body: string;
}

export const signatureOf = ({ secret, timestamp, body }: ToSign): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

export const signedHeaders = (toSign: ToSign): Readonly<Record<string, string>> => ({
  'x-slack-request-timestamp': String(toSign.timestamp),
  'x-slack-signature': signatureOf(toSign),
});
