/** A local Slack in which the app is installed as its manifest says, with an invented token and secret. */
import { MANIFEST_EVENTS, MANIFEST_SCOPES } from '../../../src/app-manifest.ts';
import { createLocalSlack } from '../../../src/playground/create-local-slack.ts';
import type { LocalSlack, LocalSlackOptions } from '../../../src/playground/local-slack.ts';
import { sampleWorkspace } from '../../../src/playground/sample-workspace.ts';

export const BOT_TOKEN = 'xoxb-invented-token';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

export const slackWithApp = (changes: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> =>
  createLocalSlack({
    workspace: sampleWorkspace(),
    botToken: BOT_TOKEN,
    scopes: MANIFEST_SCOPES,
    events: MANIFEST_EVENTS,
    signingSecret: SIGNING_SECRET,
    commands: ['/segment'],
    now: Date.now,
    ...changes,
  });
