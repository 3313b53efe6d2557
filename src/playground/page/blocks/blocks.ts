/** Blocks by kind. A kind that nobody sends has no file: it is shown as what it is, in JSON. */
import type { SeenBlock } from '../../seen.ts';
import { html, type View } from '../html.ts';
import { Actions } from './actions.ts';
import { Alert } from './alert.ts';
import { Card } from './card.ts';
import { Carousel } from './carousel.ts';
import { Container } from './container.ts';
import { Context } from './context.ts';
import { DataTable } from './data-table.ts';
import { Header } from './header.ts';
import { Image } from './image.ts';
import { Input } from './input.ts';
import { Markdown } from './markdown.ts';
import { RichText } from './rich-text.ts';
import { Section } from './section.ts';
import type { BlockProps, Surface } from './surface.ts';
import { Table } from './table.ts';

const KINDS: Readonly<Record<string, (props: BlockProps) => View>> = {
  actions: Actions,
  alert: Alert,
  card: Card,
  carousel: Carousel,
  container: Container,
  context: Context,
  data_table: DataTable,
  divider: () => html`<hr />`,
  header: Header,
  image: Image,
  input: Input,
  markdown: Markdown,
  rich_text: RichText,
  section: Section,
  table: Table,
};

export const Blocks = ({ blocks, surface }: { blocks: readonly SeenBlock[]; surface: Surface }): View => html`
  <div class="blocks">
    ${blocks.map(block => html`<${KINDS[block.type] ?? Unknown} key=${block.block_id} block=${block} surface=${surface} />`)}
  </div>`;

const Unknown = ({ block }: BlockProps): View => html`
  <details class="unknown">
    <summary>Slack shows a block of the kind “${String(block.type)}” here</summary>
    <pre tabindex="0">${JSON.stringify(block, null, 2)}</pre>
  </details>`;
