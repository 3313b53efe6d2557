/** Killed after any call to the state, the data folder or Slack, an import that is taken up again ends as if nothing had happened. */
import { afterAll, describe, test } from 'vitest';
import { ordersCsv, realEngine, sharedFile } from '../job-world.ts';
import { endsTheSame, importing, type Story, upload } from './kills.ts';

const engine = realEngine();
afterAll(() => engine.close());

const AMBIGUOUS = ordersCsv({ date: at => `0${1 + (at.getUTCDate() % 9)}/0${1 + (at.getUTCDay() % 9)}/2026` });

const importAlone: Story = { content: ordersCsv(), job: () => sharedFile('F1') };

const importAgain: Story = {
  content: ordersCsv({ customers: 26 }),
  before: async world => {
    upload(world, 'F0', ordersCsv());
    await importing(world, 'F0');
  },
  job: () => sharedFile('F1'),
};

const answered: Story = {
  content: AMBIGUOUS,
  before: world => importing(world, 'F1'),
  job: ({ slack }) => {
    const [asking] = slack.standing('ask-mapping');
    const hints = { map: {}, dates: 'dmy', decimal: 'auto' } as const;
    const payload = { question: asking!.question.id, answeredBy: 'U2', hints };
    return { kind: 'resume-import', key: 'answer', team: 'T1', payload };
  },
};

const asking: Story = { content: AMBIGUOUS, job: () => sharedFile('F1') };

const noOrders: Story = { content: 'name,colour\nAda,blue\nBo,red\n', job: () => sharedFile('F1') };

const STORIES = [
  ['a new file', importAlone],
  ['a file that replaces orders', importAgain],
  ['a file whose question was answered', answered],
  ['a file that raises a question', asking],
  ['a file without orders', noOrders],
] as const;

describe.each(STORIES)('%s', (_, story) => {
  test('ends the same, wherever it was cut off', { timeout: 300_000 }, () => endsTheSame(engine, story));
});
