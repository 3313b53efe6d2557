/** What somebody can do on the page, each by the same functions that the tests of the bot use. */
import type { Acknowledgement, LocalSlack, ViewValues } from '../local-slack.ts';
import { record } from '../methods/arguments.ts';
import type { Tour } from '../tour.ts';
import type { OpenView, SlackMessage } from '../workspace.ts';
import { optionalText, type Sent, textIn } from './arguments.ts';
import { BadRequest } from './reply.ts';

interface Doer {
  readonly slack: LocalSlack;
  readonly tour: Tour;
  readonly me: string;
  readonly sent: Sent;
}

/** What the page is told of it: how the bot took it, where that matters to a person. */
type Done = Readonly<Record<string, unknown>>;

type Doing = (doer: Doer) => Promise<Done>;

/** Slack's own sentence stands at the message; the page puts it into a notice. */
const NOT_TAKEN = 'Tranche did not take this in time. Slack would show a warning beside what was pressed.';

const taken = ({ status }: Acknowledgement): Done => (status === 200 ? {} : { notice: NOT_TAKEN });

const post: Doing = async ({ slack, me, sent }) => {
  await slack.post(me, textIn(sent, 'channel'), textIn(sent, 'text'), optionalText(sent, 'thread'));
  return {};
};

const command: Doing = async ({ slack, me, sent }) => {
  const [name = '', ...rest] = textIn(sent, 'text').split(/\s/);
  const text = rest.join(' ').trim();
  await slack.command(me, textIn(sent, 'channel'), name, text);
  return {};
};

const upload: Doing = async ({ slack, me, sent }) => {
  if (sent.files.length === 0) throw new BadRequest('There is no file');
  const place = [textIn(sent, 'channel'), sent.files, textIn(sent, 'text'), optionalText(sent, 'thread')] as const;
  const { message } = await slack.upload(me, ...place);
  return { ts: message.ts };
};

/** Into a modal's file input. */
const attach: Doing = async ({ slack, me, sent }) => ({
  files: sent.files.map(file => slack.attach(me, file)).map(({ id, name }) => ({ id, name })),
});

const click: Doing = async doer => {
  const { slack, me, sent } = doer;
  const value = optionalText(sent, 'value');
  const choice = { actionId: textIn(sent, 'action'), ...(value === undefined ? {} : { value }) };
  const on = 'view' in sent.fields ? viewIn(doer) : messageIn(doer);
  return taken(await slack.click(me, on, choice));
};

const shortcut: Doing = async doer =>
  taken(await doer.slack.shortcut(doer.me, messageIn(doer), textIn(doer.sent, 'shortcut')));

const submit: Doing = async doer => {
  const answer = await doer.slack.submit(doer.me, viewIn(doer), record(doer.sent.fields.values) as ViewValues);
  return { ...taken(answer), errors: record(record(answer.body).errors) };
};

const dismiss: Doing = async doer => {
  doer.slack.dismiss(doer.me, viewIn(doer));
  return {};
};

const home: Doing = async ({ slack, me }) => {
  await slack.openHome(me);
  return {};
};

const invite: Doing = async ({ slack, me, sent }) => {
  const channel = textIn(sent, 'channel');
  if (!slack.channelsOf(me).some(({ id }) => id === channel)) throw new BadRequest('You are not in this channel');
  slack.invite(channel, textIn(sent, 'user'));
  return {};
};

const sample: Doing = async ({ tour, me }) => ({ ts: await tour.uploadSample(me) });

const travel: Doing = async ({ tour, me }) => ({ notice: await tour.toNextMonday(me) });

export const DOINGS: Readonly<Record<string, Doing>> = {
  post,
  command,
  upload,
  attach,
  click,
  shortcut,
  submit,
  dismiss,
  home,
  invite,
  sample,
  travel,
};

const messageIn = ({ slack, me, sent }: Doer): SlackMessage => seenMessageAt(slack, me, place(sent));

const place = (sent: Sent) => ({ channel: textIn(sent, 'channel'), ts: textIn(sent, 'ts') });

/** @throws {BadRequest} where this person sees no such message */
export const seenMessageAt = (
  slack: LocalSlack,
  me: string,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): SlackMessage => {
  const isHere = slack.channelsOf(me).some(({ id }) => id === channel);
  const all = isHere ? [...slack.messages(channel), ...slack.ephemerals(me)] : [];
  const found = all.find(message => message.channel === channel && message.ts === ts);
  if (!found) throw new BadRequest('This message is no longer there');
  return found;
};

const viewIn = ({ slack, me, sent }: Doer): OpenView => {
  const id = textIn(sent, 'view');
  const found = [slack.modal(me), slack.home(me)].find(view => view?.id === id);
  if (!found) throw new BadRequest('This is no longer open');
  return found;
};
