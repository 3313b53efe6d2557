/** Every kind of block: its shape, where it may stand, whether an older workspace knows it. */
import {
  add,
  all,
  anything,
  boolean,
  type Check,
  integer,
  isRecord,
  list,
  object,
  oneOf,
  problem,
  rule,
  type Shape,
  type Surface,
  string,
  url,
} from './check.ts';
import { button, inActions, inContextActions, inInput, inSection } from './elements.ts';
import { RICH_TEXT, richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';
import { picture, plainText, textObject } from './texts.ts';
import { dataVisualization } from './visualization.ts';

interface Kind {
  readonly on: readonly Surface[];
  readonly check: Check;
  /** Came later than the blocks that every workspace has. */
  readonly newer?: true;
  /** Whether a container takes it. */
  readonly inContainer?: true;
}

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];
const MESSAGE: readonly Surface[] = ['message'];
const MESSAGE_AND_HOME: readonly Surface[] = ['message', 'home'];
const MODAL_AND_HOME: readonly Surface[] = ['modal', 'home'];

const MARKDOWN_CHARACTERS = 12_000;

const blockId: Check = (value, at, found) => {
  string(255)(value, at, found);
  if (typeof value !== 'string') return;
  if (found.blockIds.has(value)) problem(found, at, `block_id "${value}" already exists`);
  found.blockIds.add(value);
};

const ID: Shape = { block_id: blockId };

const block = (type: string, required: Shape, optional: Shape = {}): Check =>
  object({ type: oneOf(type), ...required }, { ...ID, ...optional });

const section = all(
  block(
    'section',
    {},
    { text: textObject(3000), fields: list(textObject(2000), 1, 10), accessory: inSection, expand: boolean },
  ),
  rule(({ text, fields }) => text !== undefined || fields !== undefined, 'must define either `text` or `fields`'),
);

const contextElement: Check = (value, at, found) => {
  const isImage = isRecord(value) && value.type === 'image';
  (isImage ? picture() : textObject(3000))(value, at, found);
};

const input = all(
  block(
    'input',
    { label: plainText(2000), element: inInput },
    { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  rule(
    ({ element, dispatch_action }) => !(isRecord(element) && element.type === 'file_input' && dispatch_action === true),
    'file_input cannot be used with dispatch_action',
  ),
);

const card = all(
  block(
    'card',
    {},
    {
      hero_image: picture(),
      icon: picture(),
      slack_icon: anything,
      title: textObject(150),
      subtitle: textObject(150),
      body: textObject(200),
      subtext: textObject(200),
      actions: list(button, 1, 3),
    },
  ),
  rule(
    ({ hero_image, title, body, actions }) => [hero_image, title, body, actions].some(part => part !== undefined),
    'must define at least one of `hero_image`, `title`, `body` and `actions`',
  ),
);

/** Blocks inside of a block are looked at as blocks of their own. */
const nested =
  (outer: string, allowed: (type: string) => boolean): Check =>
  (value, at, found) => {
    const type = isRecord(value) && typeof value.type === 'string' ? value.type : '';
    if (!allowed(type)) problem(found, `${at}/type`, `unsupported type in ${outer}: ${type}`);
    else anyBlock(value, at, found);
  };

const container = all(
  block(
    'container',
    {
      child_blocks: list(
        nested('container', type => KINDS[type]?.inContainer === true),
        1,
        10,
      ),
    },
    {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: textObject(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: picture(),
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
  ),
  rule(
    ({ title, rich_text_title }) => title === undefined || rich_text_title === undefined,
    'must define either `title` or `rich_text_title`',
  ),
);

const fewMarkdown: Check = (value, at, found) => {
  const length = isRecord(value) && typeof value.text === 'string' ? value.text.length : 0;
  if (add(found.characters, 'markdown', length) > MARKDOWN_CHARACTERS)
    problem(found, at, `no more than ${MARKDOWN_CHARACTERS} characters in all markdown blocks`);
};

const source = object({ type: oneOf('url'), url: url(3000), text: string(3000) });

const taskShape = (statuses: readonly string[]): Check =>
  block(
    'task_card',
    { task_id: string(255), title: string(3000), status: oneOf(...statuses) },
    { details: richText, output: richText, sources: list(source, 1, 100) },
  );

const plan = block(
  'plan',
  { title: string(3000) },
  { tasks: list(taskShape(['pending', 'in_progress', 'complete', 'error']), 1, 50) },
);

const video = block(
  'video',
  { video_url: url(3000), thumbnail_url: url(3000), alt_text: string(2000), title: plainText(200) },
  {
    title_url: url(3000),
    author_name: string(50),
    provider_name: string(50),
    provider_icon_url: url(3000),
    description: plainText(200),
  },
);

const KINDS: Readonly<Record<string, Kind>> = {
  actions: { on: EVERYWHERE, inContainer: true, check: block('actions', { elements: list(inActions, 1, 25) }) },
  alert: {
    on: ['modal'],
    check: block(
      'alert',
      { text: textObject(200) },
      { level: oneOf('default', 'info', 'warning', 'error', 'success') },
    ),
  },
  card: { on: EVERYWHERE, newer: true, check: card },
  carousel: {
    on: MESSAGE_AND_HOME,
    newer: true,
    check: block('carousel', {
      elements: list(
        nested('carousel', type => type === 'card'),
        1,
        10,
      ),
    }),
  },
  container: { on: MESSAGE_AND_HOME, newer: true, check: container },
  context: { on: EVERYWHERE, inContainer: true, check: block('context', { elements: list(contextElement, 1, 10) }) },
  context_actions: { on: MESSAGE, check: block('context_actions', { elements: list(inContextActions, 1, 5) }) },
  data_table: { on: MESSAGE_AND_HOME, newer: true, check: dataTable(ID) },
  data_visualization: { on: MESSAGE, newer: true, check: dataVisualization(ID) },
  divider: { on: EVERYWHERE, inContainer: true, check: block('divider', {}) },
  file: { on: MESSAGE, inContainer: true, check: block('file', { source: oneOf('remote'), external_id: string(255) }) },
  header: {
    on: EVERYWHERE,
    inContainer: true,
    check: block('header', { text: plainText(150) }, { level: integer(1, 6) }),
  },
  image: { on: EVERYWHERE, inContainer: true, check: picture({ ...ID, title: plainText(2000) }) },
  input: { on: MODAL_AND_HOME, inContainer: true, check: input },
  markdown: {
    on: MESSAGE,
    newer: true,
    check: all(block('markdown', { text: string(MARKDOWN_CHARACTERS) }), fewMarkdown),
  },
  plan: { on: MESSAGE, check: plan },
  rich_text: { on: EVERYWHERE, inContainer: true, check: object(RICH_TEXT, ID) },
  section: { on: EVERYWHERE, inContainer: true, check: section },
  table: { on: MESSAGE_AND_HOME, newer: true, inContainer: true, check: table(ID) },
  // On its own, a task that has not begun is refused.
  task_card: { on: MESSAGE, check: taskShape(['in_progress', 'complete', 'error']) },
  video: { on: EVERYWHERE, inContainer: true, check: video },
};

/** A block of any kind that the surface, and the age of the workspace, allow. */
export const anyBlock: Check = (value, at, found) => {
  const type = isRecord(value) && typeof value.type === 'string' ? value.type : '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const { surface, olderBlocks } = found.rules;
  if (!kind || (olderBlocks && kind.newer)) {
    problem(found, `${at}/type`, `unsupported type: ${type}`);
    return;
  }
  if (!kind.on.includes(surface)) problem(found, `${at}/type`, `unsupported type: ${type} on surface ${surface}`);
  const outer = found.actionIds;
  found.actionIds = new Set();
  kind.check(value, at, found);
  found.actionIds = outer;
};
