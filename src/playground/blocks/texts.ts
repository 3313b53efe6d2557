/** Text objects, options, confirmations and pictures: what blocks and their elements are made of. */
import {
  all,
  boolean,
  byType,
  type Check,
  isRecord,
  list,
  object,
  oneOf,
  problem,
  rule,
  string,
  url,
} from './check.ts';

export const plainText = (most: number): Check =>
  object({ type: oneOf('plain_text'), text: string(most) }, { emoji: boolean });

const mrkdwn = (most: number): Check => object({ type: oneOf('mrkdwn'), text: string(most) }, { verbatim: boolean });

/** Either of the two; a bare string is refused. */
export const textObject = (most: number): Check => byType({ plain_text: plainText(most), mrkdwn: mrkdwn(most) });

const OPTION_CHARACTERS = 75;

const option = (text: Check): Check =>
  object({ text, value: string(OPTION_CHARACTERS) }, { description: textObject(OPTION_CHARACTERS), url: url(3000) });

/** Of selects and overflow menus. */
export const plainOption = option(plainText(OPTION_CHARACTERS));
/** Of checkboxes and radio buttons. */
export const anyOption = option(textObject(OPTION_CHARACTERS));

export const optionGroup = object({ label: plainText(OPTION_CHARACTERS), options: list(plainOption, 1, 100) });

export const confirmation = object(
  { text: textObject(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
);

const slackFile: Check = (value, at, found) => {
  const one = rule(
    ({ id, url: address }) => (id === undefined) !== (address === undefined),
    'must define either `id` or `url`',
  );
  all(object({}, { id: string(255), url: url(3000) }), one)(value, at, found);
  if (!isRecord(value)) return;
  const { id, url: address } = value;
  if (typeof id === 'string' && !/^F[A-Z0-9]{8,}$/.test(id)) problem(found, `${at}/id`, 'invalid slack file id');
  const named = { ...(typeof id === 'string' ? { id } : {}), ...(typeof address === 'string' ? { url: address } : {}) };
  if (!found.rules.showsFile(named)) problem(found, at, 'invalid slack file');
};

const LONGEST_ALT_TEXT = 2000;

/** From the web or from Slack, not both. */
export const picture = (more: Readonly<Record<string, Check>> = {}): Check =>
  all(
    object(
      { type: oneOf('image'), alt_text: string(LONGEST_ALT_TEXT) },
      { image_url: url(3000), slack_file: slackFile, ...more },
    ),
    rule(
      ({ image_url, slack_file }) => (image_url === undefined) !== (slack_file === undefined),
      'must define either `image_url` or `slack_file`',
    ),
  );
