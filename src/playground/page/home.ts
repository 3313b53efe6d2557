/** The bot's home tab. */
import { useEffect } from 'preact/hooks';
import { Blocks } from './blocks/blocks.ts';
import { viewSurface } from './blocks/surface.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';

export const Home = (): View => {
  const desk = useDesk();
  const { seen, run } = desk;
  useEffect(() => void run('home', {}), []);
  if (seen.home === null) return html`<p class="empty" role="status">Tranche prepares its home …</p>`;
  return html`
    <div class="home" tabindex="0" role="region" aria-label="Home of Tranche">
      <${Blocks} blocks=${seen.home.blocks} surface=${viewSurface(desk, seen.home)} />
    </div>`;
};
