import { expect, it } from 'vitest';
import { freshState, newDigest, newHints, newJob, newRun, type OpenState, savedDataset } from '../state-fixtures.ts';

export const smallTablesContract = (open: OpenState): void => {
  const opened = freshState(open);

  it('keeps what is last known of a workspace', async () => {
    const { workspaces } = opened().state;
    expect(await workspaces.find('T1')).toBe(null);
    await workspaces.save({ team: 'T1', name: 'Shop', botUser: 'B1' });
    await workspaces.save({ team: 'T2', name: 'Other', botUser: 'B2' });
    await workspaces.save({ team: 'T1', name: 'The "shop"; --', botUser: 'B3' });
    expect(await workspaces.find('T1')).toEqual({ team: 'T1', name: 'The "shop"; --', botUser: 'B3' });
    expect(await workspaces.find('T2')).toEqual({ team: 'T2', name: 'Other', botUser: 'B2' });
  });

  it('deletes a workspace with everything of it, and nothing of others', async () => {
    const { state } = opened();
    const fill = async (team: string) => {
      await state.workspaces.save({ team, name: 'Shop', botUser: 'B1' });
      const dataset = await savedDataset(state, { team });
      const run = await state.runs.save(newRun(dataset.id, { job: `job of ${team}` }));
      const { digest } = await state.digests.save({ ...newDigest(dataset.id), team });
      const job = (await state.jobs.add(newJob({ team }), 1))!;
      await state.deliveries.save({ job: job.id, part: 'report', channel: 'C1', ts: '1.2', file: null, done: true });
      await state.questions.save({ id: `q of ${team}`, job: job.id, team, facts: null, createdAt: 1 });
      await state.readings.save(team, 'C1', 's', newHints());
      return async () => [
        await state.workspaces.find(team),
        await state.datasets.byId(dataset.id),
        await state.runs.byId(run.id),
        await state.digests.byId(digest.id),
        await state.jobs.byId(job.id),
        await state.deliveries.find(job.id, 'report'),
        await state.questions.find(`q of ${team}`),
        await state.readings.find(team, 'C1', 's'),
      ];
    };
    const [gone, kept] = [await fill('T1'), await fill('T2')];
    await state.workspaces.delete('T1');
    expect(await gone()).toEqual(new Array(8).fill(null));
    expect(await kept()).not.toContain(null);
  });

  it('keeps what was last said about the columns of a file, per channel', async () => {
    const { readings } = opened().state;
    const hints = newHints({ map: { customer: 'Kunde', amount: '7' }, dates: 'dmy', decimal: 'comma' });
    await readings.save('T1', 'C1', 's', newHints());
    await readings.save('T1', 'C1', 's', hints);
    expect(await readings.find('T1', 'C1', 's')).toEqual(hints);
    for (const [team, channel, signature] of [
      ['T2', 'C1', 's'],
      ['T1', 'C2', 's'],
      ['T1', 'C1', 't'],
    ] as const)
      expect(await readings.find(team, channel, signature)).toBe(null);
  });

  it('keeps questions until they are answered or too old', async () => {
    const { questions } = opened().state;
    const asked = (id: string, createdAt: number) => ({
      id,
      job: 'j',
      team: 'T1',
      facts: { rows: [['a']] },
      createdAt,
    });
    for (const question of [asked('q2', 2), asked('q1', 1), asked('q3', 3)]) await questions.save(question);
    await questions.save({ ...asked('q2', 2), facts: ['changed'] });
    expect(await questions.find('q2')).toEqual({ ...asked('q2', 2), facts: ['changed'] });
    expect((await questions.askedBefore(3)).map(({ id }) => id)).toEqual(['q1', 'q2']);
    await questions.delete('q2');
    await questions.delete('q2');
    expect(await questions.find('q2')).toBe(null);
    expect(await questions.askedBefore(9)).toEqual([asked('q1', 1), asked('q3', 3)]);
  });

  it('holds everything after it was closed and opened again', async () => {
    const before = opened().state;
    const workspace = { team: 'T1', name: 'Shop', botUser: 'B1' };
    const question = { id: 'q', job: 'j', team: 'T1', facts: null, createdAt: 1 };
    await before.workspaces.save(workspace);
    const dataset = await savedDataset(before);
    const [batch] = await before.batches.ofDataset(dataset.id);
    const run = await before.runs.save(newRun(dataset.id));
    const { digest } = await before.digests.save(newDigest(dataset.id));
    const job = (await before.jobs.add(newJob(), 1))!;
    const delivery = { job: job.id, part: 'report', channel: 'C1', ts: '1.2', file: null, done: true };
    await before.deliveries.save(delivery);
    await before.questions.save(question);
    await before.readings.save('T1', 'C1', 's', newHints());

    const after = await opened().reopen();
    expect(await after.workspaces.find('T1')).toEqual(workspace);
    expect(await after.datasets.all('T1')).toEqual([dataset]);
    expect(await after.batches.ofDataset(dataset.id)).toEqual([batch]);
    expect(await after.runs.ofDataset(dataset.id, 9)).toEqual([run, await after.runs.ofJob(batch!.id)]);
    expect(await after.digests.all('T1')).toEqual([digest]);
    expect(await after.jobs.queued()).toEqual([job]);
    expect(await after.jobs.add(newJob(), 2)).toBe(null);
    expect(await after.deliveries.find(job.id, 'report')).toEqual(delivery);
    expect(await after.questions.find('q')).toEqual(question);
    expect(await after.readings.find('T1', 'C1', 's')).toEqual(newHints());
  });

  it('refuses work after it was closed, and can be closed twice', async () => {
    const { state } = opened();
    await state.close();
    await expect(state.workspaces.find('T1')).rejects.toThrow();
    await expect(state.close()).resolves.toBeUndefined();
  });
};
