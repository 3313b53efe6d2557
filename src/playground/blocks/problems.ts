/** What Slack would refuse about the blocks of a message or view: the limits as documented, where two are known the smaller. */
import { type BlockRules, type Check, type Findings, list } from './check.ts';
import { anyBlock } from './kinds.ts';

const BLOCKS_AT_MOST = { message: 50, modal: 100, home: 100 } as const;

/** Holds for the checks of one payload; everything that is counted over all of its blocks starts at none. */
export const found = (check: Check, value: unknown, rules: BlockRules, at: string): readonly string[] => {
  const findings: Findings = {
    rules,
    problems: [],
    blockIds: new Set(),
    actionIds: new Set(),
    counts: new Map(),
    characters: new Map(),
  };
  check(value, at, findings);
  return findings.problems;
};

export const blockList = ({ surface }: BlockRules, least = 0): Check => list(anyBlock, least, BLOCKS_AT_MOST[surface]);

/** Empty for blocks that Slack takes; each problem in words with a JSON pointer. */
export const problemsOf = (blocks: unknown, rules: BlockRules): readonly string[] =>
  found(blockList(rules), blocks, rules, '/blocks');
