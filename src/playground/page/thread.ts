/** A message with the answers to it, beside the channel. */
import { useState } from 'preact/hooks';
import { Composer } from './composer.ts';
import { Conversation } from './conversation.ts';
import { useDesk } from './desk.ts';
import { DropZone } from './drop-zone.ts';
import { useSideFocus } from './focus.ts';
import { html, type View } from './html.ts';
import { SideHeader } from './side-header.ts';

interface ThreadProps {
  readonly channel: string;
  readonly ts: string;
  readonly onClose: () => void;
}

export const Thread = ({ channel, ts, onClose }: ThreadProps): View => {
  const { seen, run } = useDesk();
  const [files, setFiles] = useState<readonly File[]>([]);
  const heading = useSideFocus();
  const here = seen.messages.filter(message => message.channel === channel);
  const messages = here.filter(message => message.ts === ts || message.thread === ts);
  const place = seen.places.find(({ id }) => id === channel);
  const send = async (text: string): Promise<boolean> => {
    const fields = { channel, text, thread: ts };
    const done = await (files.length === 0 ? run('post', fields) : run('upload', fields, files));
    if (done !== null) setFiles([]);
    return done !== null;
  };
  return html`
    <aside class="side" aria-label="Thread">
      <${SideHeader} title="Thread" heading=${heading} onClose=${onClose} />
      <${DropZone} onFiles=${(dropped: readonly File[]) => setFiles([...files, ...dropped])}>
        <${Conversation} messages=${messages} label="Thread" inThread=${true} />
        <${Composer} place=${place} files=${files} setFiles=${setFiles} takesSuggestions=${false} send=${send}
          label="Reply in the thread" hasCommands=${false} />
      <//>
    </aside>`;
};
