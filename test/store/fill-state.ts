/** A process of its own, because the limit of file sizes holds for the whole process: saves datasets until one fails. */
import { isExpected } from '../../src/errors.ts';
import type { BotState } from '../../src/store/bot-state.ts';
import { openBotState } from '../../src/store/open-state.ts';
import { savedDataset } from './state-fixtures.ts';

const LONG = 'x'.repeat(5000);
let stored = 0;

const fill = async (state: BotState): Promise<never> => {
  for (;;) {
    await savedDataset(state, { name: `${stored}`, sourceName: LONG });
    stored += 1;
  }
};

const failure = async (action: () => Promise<unknown>) => {
  try {
    await action();
  } catch (error) {
    if (isExpected(error)) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error('nothing failed');
};

let ids = 0;
let state: BotState | null = null;
const first = await failure(async () => {
  state = await openBotState(process.argv[2]!, { newId: () => `id-${++ids}` });
  await fill(state);
});
const second = state === null ? null : (await failure(() => fill(state!))).code;
process.stdout.write(JSON.stringify({ ...first, second, stored }));
