/** Files of a modal: they are uploaded when they are chosen, and seen by nobody before the modal is sent off. */
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { html, type View } from '../html.ts';
import { string } from '../record.ts';
import { type ElementProps, naming } from './props.ts';

export const FileInput = (props: ElementProps): View => {
  const { block, element, surface } = props;
  const { run } = useDesk();
  const [names, setNames] = useState<readonly string[]>([]);
  const most = Number(element.max_files ?? 10);
  const choose = async ({ currentTarget }: { currentTarget: HTMLInputElement }): Promise<void> => {
    const chosen = [...(currentTarget.files ?? [])].slice(0, most);
    const { files = [] } = (await run('attach', {}, chosen)) ?? {};
    setNames(files.map(({ name }) => name));
    surface.fill(block, string(element.action_id), { files: files.map(({ id }) => ({ id })) });
  };
  return html`
    <input type="file" ...${naming(props)} multiple=${most > 1} onChange=${choose} />
    ${names.length > 0 && html`<p class="note" role="status">Ready: ${names.join(', ')}</p>`}`;
};
