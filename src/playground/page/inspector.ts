/** A message seen from inside: limits, blocks, calls. */
import { useEffect, useState } from 'preact/hooks';
import type { InspectedCall, Inspection, Measure, SeenMessage } from '../seen.ts';
import { useDesk } from './desk.ts';
import { useSideFocus } from './focus.ts';
import { html, type View } from './html.ts';
import { SideHeader } from './side-header.ts';

interface InspectorProps {
  readonly message: SeenMessage;
  readonly onClose: () => void;
}

export const Inspector = ({ message, onClose }: InspectorProps): View => {
  const heading = useSideFocus();
  const inspection = useInspection(message);
  return html`
    <aside class="side" aria-label="Inspector">
      <${SideHeader} title="Inspector" heading=${heading} onClose=${onClose} />
      <div class="inspector" tabindex="0" role="region" aria-label="About this message">
        ${inspection === null ? html`<p role="status">Looking …</p>` : html`<${Findings} of=${inspection} />`}
      </div>
    </aside>`;
};

/** Looked at anew whenever the message changes. */
const useInspection = ({ channel, ts }: SeenMessage): Inspection | null => {
  const { seen, toast } = useDesk();
  const [inspection, setInspection] = useState<Inspection | null>(null);
  const now = seen.messages.find(message => message.channel === channel && message.ts === ts);
  const version = JSON.stringify([now?.text, now?.blocks]);
  useEffect(() => {
    fetch(`/inspect?${new URLSearchParams({ as: seen.me, channel, ts })}`)
      .then(async response =>
        response.ok ? setInspection(await response.json()) : toast('This message is no longer there'),
      )
      .catch(() => toast('The playground does not answer. Is it still running?'));
  }, [version]);
  return inspection;
};

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

const Findings = ({ of: { blocks, text, calls, limits, metadata } }: { of: Inspection }): View => {
  const { toast } = useDesk();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(pretty({ blocks }));
    toast('Copied. Paste it into Block Kit Builder (app.slack.com/block-kit-builder).');
  };
  return html`
    <h3>Against Slack's limits</h3>
    <ul class="measures">${limits.map(measure => html`<${Gauge} key=${measure.what} ...${measure} />`)}</ul>
    <h3>Blocks ${blocks.length > 0 && html`<button type="button" class="button" onClick=${copy}>Copy blocks</button>`}</h3>
    ${blocks.length > 0 ? html`<pre tabindex="0">${pretty(blocks)}</pre>` : html`<p class="note">This message is text only.</p>`}
    <h3>Text for notifications and screen readers</h3>
    <pre tabindex="0">${text}</pre>
    ${metadata !== null && html`<h3>Metadata</h3><pre tabindex="0">${pretty(metadata)}</pre>`}
    <h3>Calls of the Web API (${calls.length})</h3>
    ${calls.length > 0 ? calls.map((call, index) => html`<${Call} key=${index} ...${call} />`) : html`<p class="note">A person wrote this.</p>`}`;
};

const Gauge = ({ what, used, most }: Measure): View => html`
  <li>
    <span>${what}</span>
    <span class="number">${used.toLocaleString('en-GB')} of ${most.toLocaleString('en-GB')}</span>
    <meter min="0" max=${most} high=${most * 0.8} value=${used} aria-label=${what}></meter>
  </li>`;

const Call = ({ method, status, isRefused, args, answer }: InspectedCall): View => html`
  <details class="call">
    <summary><code>${method}</code> <span class=${isRefused ? 'error' : 'note'}>${isRefused ? 'refused' : `answered ${status}`}</span></summary>
    <pre tabindex="0">${pretty({ args, answer })}</pre>
  </details>`;
