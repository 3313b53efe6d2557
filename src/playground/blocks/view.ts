/** What Slack would refuse about a modal or a Home. */
import {
  all,
  type BlockRules,
  boolean,
  type Check,
  isRecord,
  object,
  oneOf,
  rule,
  type Shape,
  string,
} from './check.ts';
import { blockList, found } from './problems.ts';
import { plainText } from './texts.ts';

const COMMON: Shape = {
  private_metadata: string(3000, 0),
  callback_id: string(255, 0),
  external_id: string(255, 0),
};

const title = plainText(24);

const hasInput = (blocks: unknown): boolean =>
  Array.isArray(blocks) && blocks.some(block => isRecord(block) && block.type === 'input');

const CHECKS: Readonly<Record<'modal' | 'home', (blocks: Check) => Check>> = {
  modal: blocks =>
    all(
      object(
        { type: oneOf('modal'), title, blocks },
        { ...COMMON, submit: title, close: title, clear_on_close: boolean, notify_on_close: boolean },
      ),
      rule(view => view.submit !== undefined || !hasInput(view.blocks), 'missing required field: submit'),
    ),
  home: blocks => object({ type: oneOf('home'), blocks }, COMMON),
};

export type ViewRules = BlockRules & { readonly surface: 'modal' | 'home' };

/** Empty for a view that Slack takes. */
export const problemsOfView = (view: unknown, rules: ViewRules): readonly string[] =>
  found(CHECKS[rules.surface](blockList(rules)), view, rules, '/view');
