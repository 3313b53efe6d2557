/** The app as its manifest asks Slack for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const manifest = parse(readFileSync(join(import.meta.dirname, '../../../manifest.yml'), 'utf8'));

export const MANIFEST_SCOPES: readonly string[] = [
  ...manifest.oauth_config.scopes.bot,
  ...manifest.oauth_config.scopes.bot_optional,
];

export const MANIFEST_EVENTS: readonly string[] = manifest.settings.event_subscriptions.bot_events;
