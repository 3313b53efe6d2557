import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SHORTCUT_CALLBACK } from '../../src/slack/ids.ts';
import { LISTENERS } from '../../src/slack/listeners/all-listeners.ts';
import { methodsCalled } from './methods-called.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Manifest {
  readonly display_information: Readonly<
    Record<'name' | 'description' | 'long_description' | 'background_color', string>
  >;
  readonly features: {
    readonly app_home: Readonly<Record<string, boolean>>;
    readonly bot_user: { readonly display_name: string };
    readonly shortcuts: readonly { readonly callback_id: string; readonly type: string; readonly name: string }[];
    readonly slash_commands: readonly { readonly command: string }[];
  };
  readonly oauth_config: {
    readonly scopes: { readonly bot: readonly string[]; readonly bot_optional: readonly string[] };
  };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
}

const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')) as Manifest;
const { scopes } = manifest.oauth_config;

/** Scopes of the Web API methods that the bot calls (docs.slack.dev/reference/methods). */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'users.info': ['users:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'views.open': [],
  'views.publish': [],
};

/** Scopes of the events that the bot subscribes to (docs.slack.dev/reference/events). */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  file_shared: ['files:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  tokens_revoked: [],
};

const names = (on: string): readonly string[] =>
  LISTENERS.filter(each => each.on === on).map(({ name }) => String(name));

describe('The manifest', () => {
  it('keeps to the lengths that Slack takes', () => {
    const { name, description, long_description: long, background_color: color } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long.length).toBeGreaterThanOrEqual(174);
    expect(long.length).toBeLessThanOrEqual(4_000);
    expect(color).toMatch(/^#[0-9a-f]{6}$/);
    for (const shortcut of manifest.features.shortcuts) expect(shortcut.name.length).toBeLessThanOrEqual(24);
  });

  it('has an entry for every listener and a listener for every entry', () => {
    const events = manifest.settings.event_subscriptions.bot_events.map(event =>
      event.replace(/^message\..*/, 'message'),
    );
    expect(new Set(events)).toEqual(new Set(names('event')));
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(names('command'));
    expect(manifest.features.shortcuts).toEqual([
      expect.objectContaining({ callback_id: SHORTCUT_CALLBACK, type: 'message' }),
    ]);
    expect(names('shortcut')).toEqual([SHORTCUT_CALLBACK]);
    // Buttons and modals come through interactivity.
    expect(names('action').length).toBeGreaterThan(0);
    expect(names('view').length).toBeGreaterThan(0);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  it('shows the home tab, and lets people write to the bot', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('knows the scopes of every method that is called, and of no other', () => {
    expect(methodsCalled()).toEqual(Object.keys(METHOD_SCOPES).sort());
  });

  it('asks for exactly the scopes that methods, events and the command need', () => {
    const needed = [
      ...methodsCalled().flatMap(method => METHOD_SCOPES[method] ?? []),
      ...manifest.settings.event_subscriptions.bot_events.flatMap(
        event => EVENT_SCOPES[event] ?? [`scope of ${event}`],
      ),
      'commands',
    ];
    expect(new Set([...scopes.bot, ...scopes.bot_optional])).toEqual(new Set(needed));
  });

  it('leaves the history of channels optional', () => {
    expect([...scopes.bot_optional].sort()).toEqual(['channels:history', 'groups:history']);
    // Slack takes as optional only what is asked for at all.
    expect(scopes.bot).toEqual(expect.arrayContaining([...scopes.bot_optional]));
  });
});
