/** What a first visit shows above the messages of the channel. */
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';

export const Welcome = (): View => {
  const { seen, run, openThread } = useDesk();
  const { sample, channel } = seen.tour;
  const upload = async (): Promise<void> => {
    const done = await run('sample', {});
    if (done?.ts) openThread({ channel, ts: done.ts });
  };
  return html`
    <section class="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">Who are your customers, and what should you do next?</h2>
      <p>
        Drop an orders file (CSV or Excel) into this channel, and Tranche answers in its thread: segments with names, what to do
        with each, and charts. Or begin with the orders of an invented store.
      </p>
      ${
        sample === 'not yet'
          ? html`<button type="button" class="button primary large" onClick=${upload}>Upload the sample store</button>`
          : html`<${Next} />`
      }
    </section>`;
};

const Next = (): View => {
  const { seen, suggest } = useDesk();
  if (seen.tour.sample === 'on its way') return html`<p role="status">The sample store's orders are on their way …</p>`;
  return html`
    <p><strong>What to try next</strong></p>
    <ol class="suggestions">
      ${seen.tour.suggestions.map(
        ({ label, text }) => html`
          <li>
            <button type="button" onClick=${() => suggest(text)}>
              <span>${label}</span><code>${text}</code>
            </button>
          </li>`,
      )}
    </ol>`;
};
