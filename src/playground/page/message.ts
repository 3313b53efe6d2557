/** One message: who, when, what, and what can be done with it. */
import type { SeenFile, SeenMessage } from '../seen.ts';
import { Blocks } from './blocks/blocks.ts';
import { messageSurface } from './blocks/surface.ts';
import { momentOf, msOf, timeOf } from './dates.ts';
import { fileAddress, nameOf, useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { Eye, Sheet } from './icons.ts';
import { Markup } from './text.ts';

interface MessageProps {
  readonly message: SeenMessage;
  readonly zone: string;
  readonly inThread: boolean;
}

const SYSTEM: ReadonlySet<string> = new Set(['channel_join', 'channel_leave']);

export const Message = ({ message, zone, inThread }: MessageProps): View => {
  const { seen } = useDesk();
  const name = nameOf(seen, message.user);
  const time = msOf(message.ts);
  if (SYSTEM.has(message.subtype ?? '')) return html`<p class="system"><${Markup} text=${message.text} /></p>`;
  return html`
    <article class="message ${message.isEphemeral ? 'ephemeral' : ''}" aria-label=${`${name}, ${timeOf(time, zone)}`}>
      <${Avatar} id=${message.user} name=${name} />
      <div class="message-body">
        ${message.isEphemeral && html`<p class="only-you"><${Eye} /> Only visible to you</p>`}
        <p class="byline">
          <strong>${name}</strong>
          ${message.user === seen.bot && html`<span class="tag">APP</span>`}
          <time title=${momentOf(time, zone)}>${timeOf(time, zone)}</time>
        </p>
        <${Content} message=${message} />
        ${message.files.map(file => html`<${FileShown} key=${file.id} file=${file} />`)}
        ${!inThread && html`<${Replies} message=${message} zone=${zone} />`}
      </div>
      <${Tools} message=${message} inThread=${inThread} />
    </article>`;
};

const Avatar = ({ id, name }: { id: string; name: string }): View => {
  const { seen } = useDesk();
  const hue = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0) * 47, 0) % 6;
  if (id === seen.bot) return html`<img class="avatar" src="/favicon.ico" alt="" />`;
  return html`<span class="avatar hue-${hue}" aria-hidden="true">${name.slice(0, 1)}</span>`;
};

const Content = ({ message }: { message: SeenMessage }): View => {
  const desk = useDesk();
  const edited = message.isEdited && html`<span class="edited">(edited)</span>`;
  if (message.blocks.length === 0)
    return message.text === '' ? edited : html`<p class="text"><${Markup} text=${message.text} /> ${edited}</p>`;
  return html`<${Blocks} blocks=${message.blocks} surface=${messageSurface(desk, message)} />${edited}`;
};

const FileShown = ({ file }: { file: SeenFile }): View => {
  const { seen } = useDesk();
  const address = fileAddress(seen, file.id);
  if (file.isPicture)
    return html`<figure class="picture"><img src=${address} alt=${file.altText ?? file.title} /></figure>`;
  return html`
    <a class="file" href=${address} download=${file.name}>
      <span class="file-icon"><${Sheet} /></span>
      <span><strong>${file.title}</strong><br /><small>${sizeOf(file.bytes)} · Download</small></span>
    </a>`;
};

const KILO = 1000;

const sizeOf = (bytes: number): string => {
  if (bytes < KILO) return `${bytes} bytes`;
  return bytes < KILO * KILO ? `${Math.round(bytes / KILO)} kB` : `${(bytes / KILO / KILO).toFixed(1)} MB`;
};

const Replies = ({ message, zone }: { message: SeenMessage; zone: string }): View => {
  const { seen, openThread } = useDesk();
  const replies = seen.messages.filter(({ channel, thread }) => channel === message.channel && thread === message.ts);
  const last = replies.at(-1);
  if (!last) return null;
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  return html`
    <button type="button" class="replies" onClick=${() => openThread(message)}>
      ${count} <small>Last reply ${momentOf(msOf(last.ts), zone)}</small>
    </button>`;
};

const Tools = ({ message, inThread }: { message: SeenMessage; inThread: boolean }): View => {
  const { seen, openThread, inspect, run } = useDesk();
  const at = { channel: message.channel, ts: message.ts };
  const shortcuts = message.isEphemeral ? [] : seen.app.shortcuts;
  const canReply = !inThread && !message.isEphemeral;
  return html`
    <div class="tools">
      ${canReply && html`<button type="button" onClick=${() => openThread(message)}>Reply</button>`}
      ${
        message.files.length > 0 &&
        shortcuts.map(
          ({ id, name }) =>
            html`<button type="button" onClick=${() => run('shortcut', { ...at, shortcut: id })}>${name}</button>`,
        )
      }
      <button type="button" onClick=${() => inspect(message)}>Inspect</button>
    </div>`;
};
