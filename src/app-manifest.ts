/** The app as its manifest, `manifest.yml`, asks Slack for it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));

export const MANIFEST_SCOPES: readonly string[] = [
  ...manifest.oauth_config.scopes.bot,
  ...manifest.oauth_config.scopes.bot_optional,
];

export const MANIFEST_EVENTS: readonly string[] = manifest.settings.event_subscriptions.bot_events;

export interface ManifestCommand {
  /** With its slash. */
  readonly command: string;
  readonly usage_hint: string;
}

export const MANIFEST_COMMANDS: readonly ManifestCommand[] = manifest.features.slash_commands;

/** In the menu of a message. */
export interface ManifestShortcut {
  readonly name: string;
  readonly callback_id: string;
}

export const MANIFEST_SHORTCUTS: readonly ManifestShortcut[] = manifest.features.shortcuts;
