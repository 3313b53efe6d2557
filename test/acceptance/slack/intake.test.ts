import { describe, expect, it } from 'vitest';
import { MANIFEST_SCOPES } from '../../../src/app-manifest.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { OPEN_UPLOAD, SHORTCUT_CALLBACK, UPLOAD_ACTION, UPLOAD_BLOCK } from '../../../src/slack/ids.ts';
import { ask, blockTypes, ordersFile, saidIn, startStory } from './story.ts';

const isReport = (message: SlackMessage): boolean => blockTypes(message).includes('data_table');

describe('A file comes in another way', () => {
  it('from this computer, through the modal of /segment upload', async () => {
    const story = await startStory();
    await story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'upload');
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ben), 'the modal');
    const file = story.slack.attach(PEOPLE.ben, ordersFile());
    await story.slack.submit(PEOPLE.ben, modal, { [UPLOAD_BLOCK]: { [UPLOAD_ACTION]: { files: [{ id: file.id }] } } });
    await story.bot.idle();
    const [report] = story.slack.messages(CHANNELS.orders);
    expect(report!.text).toContain('120 customers');
    expect(saidIn(story.slack, report!)).toHaveLength(1);
  });

  it('by the button of the help', async () => {
    const story = await startStory();
    const help = await ask(story, 'help');
    await story.slack.click(PEOPLE.ada, help, { actionId: OPEN_UPLOAD });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    expect(JSON.stringify(modal.view)).toContain('file_input');
  });

  it('by the message shortcut, although it is named as no table', async () => {
    const story = await startStory();
    const file = ordersFile(undefined, 'orders.dat');
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [file]);
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toEqual([]);
    await story.slack.shortcut(PEOPLE.ben, message, SHORTCUT_CALLBACK);
    await story.bot.idle();
    expect(saidIn(story.slack, message)[0]!.text).toContain('120 customers');
  });

  it('by the shortcut where the bot is not: it says how to invite it', async () => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.random, [ordersFile()]);
    await story.slack.shortcut(PEOPLE.ada, message, SHORTCUT_CALLBACK);
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ada).at(-1)!.text).toContain('/invite');
  });

  it('from another bot', async () => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.shopBot, CHANNELS.orders, [ordersFile()]);
    await story.bot.idle();
    expect(saidIn(story.slack, message)[0]!.text).toContain('120 customers');
  });

  it('together with others: one after the other, each with a report', async () => {
    const story = await startStory();
    const files = [ordersFile(), ordersFile(undefined, 'second.csv')];
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, files);
    await story.bot.idle();
    const reports = saidIn(story.slack, message).filter(isReport);
    expect(reports).toHaveLength(2);
  });

  it('in a direct message', async () => {
    const story = await startStory();
    const direct = story.slack.directChannel(PEOPLE.cleo);
    const { message } = await story.slack.upload(PEOPLE.cleo, direct, [ordersFile()]);
    await story.bot.idle();
    expect(saidIn(story.slack, message)[0]!.text).toContain('120 customers');
    await story.slack.post(PEOPLE.cleo, direct, 'why C17');
    await story.bot.idle();
    expect(story.slack.messages(direct).at(-1)!.text).toContain('C17');
  });
});

describe('What goes wrong on the way', () => {
  it('is named where the permission to read files is missing', async () => {
    const story = await startStory();
    story.slack.setScopes(MANIFEST_SCOPES.filter(scope => scope !== 'files:read'));
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.bot.idle();
    expect(saidIn(story.slack, message).map(({ text }) => text)).toEqual([expect.stringContaining('files:read')]);
    // Whoever runs the bot finds it, too.
    expect(story.logged()).toMatch(/"scope":"files:read".*"whoever runs the bot is needed"/);
  });

  it.each(['ends-early', 'longer', 'redirect'] as const)(
    'a download that %s never becomes a wrong report',
    async how => {
      const story = await startStory();
      story.slack.faults.download(how);
      const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
      await story.bot.idle();
      expect(story.slack.calls('elsewhere')).toEqual([]);
      story.clock.now += 60_000;
      await story.bot.tick();
      await story.bot.idle();
      const said = saidIn(story.slack, message);
      expect(said.map(({ text }) => text).join('\n')).toMatch(
        how === 'redirect' ? /not kept by Slack/ : /120 customers/,
      );
    },
  );

  it('a job that was cut off by the end of the program ends with one report', async () => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.restart();
    await story.bot.idle();
    const said = saidIn(story.slack, message);
    expect(said.filter(isReport)).toHaveLength(1);
    expect(said).toHaveLength(2);
  });

  it('a report that took long is posted anew and mentions the uploader', async () => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.slack.waitFor(() => saidIn(story.slack, message).length > 0, 'the progress message');
    story.clock.now += 30_000;
    await story.bot.idle();
    const [progress, report] = saidIn(story.slack, message);
    expect(progress!.text).toContain('below');
    expect(isReport(report!)).toBe(true);
    expect(JSON.stringify(report!.blocks)).toContain(`<@${PEOPLE.ada}>`);
  });
});

describe('The home tab', () => {
  it('shows the datasets of the channels that the person is in', async () => {
    const story = await startStory();
    await story.slack.upload(PEOPLE.ben, CHANNELS.secret, [ordersFile(undefined, 'hidden.csv')]);
    await story.bot.idle();
    await story.slack.openHome(PEOPLE.ben);
    await story.bot.idle();
    await story.slack.openHome(PEOPLE.cleo);
    await story.bot.idle();
    expect(JSON.stringify(story.slack.home(PEOPLE.ben)!.view)).toContain('hidden');
    expect(JSON.stringify(story.slack.home(PEOPLE.cleo)!.view)).not.toContain('hidden');
  });
});
