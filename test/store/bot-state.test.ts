/** What every state of the bot must do; one row per implementation. */
import { join } from 'node:path';
import { describe } from 'vitest';
import { openBotState } from '../../src/store/open-state.ts';
import { datasetsContract } from './contract/datasets.ts';
import { digestsContract } from './contract/digests.ts';
import { jobsContract } from './contract/jobs.ts';
import { runsContract } from './contract/runs.ts';
import { smallTablesContract } from './contract/small-tables.ts';
import type { OpenState } from './state-fixtures.ts';

const IMPLEMENTATIONS: readonly { readonly name: string; readonly open: OpenState }[] = [
  { name: 'SQLite', open: (folder, newId) => openBotState(join(folder, 'state.sqlite'), { newId }) },
];

describe.each(IMPLEMENTATIONS)('bot state in $name', ({ open }) => {
  datasetsContract(open);
  runsContract(open);
  digestsContract(open);
  jobsContract(open);
  smallTablesContract(open);
});
