/** A process of its own, to be killed: adds jobs and says the key of each one that was added. */
import { openBotState } from '../../src/store/open-state.ts';
import { newJob } from './state-fixtures.ts';

let ids = 0;
const state = await openBotState(process.argv[2]!, { newId: () => `id-${++ids}` });
for (let key = 1; ; key += 1) {
  const job = await state.jobs.add(newJob({ key: String(key) }), key);
  await state.jobs.start(job!.id);
  process.stdout.write(`${key}\n`);
}
