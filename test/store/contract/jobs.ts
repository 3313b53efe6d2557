import { describe, expect, it } from 'vitest';
import { freshState, newJob, type OpenState } from '../state-fixtures.ts';

export const jobsContract = (open: OpenState): void => {
  describe('jobs', () => {
    const opened = freshState(open);
    const added = async (changes: Parameters<typeof newJob>[0] = {}, now = 1) =>
      (await opened().state.jobs.add(newJob(changes), now))!;

    it('are stored as queued', async () => {
      const { jobs } = opened().state;
      const job = await jobs.add(newJob({ notBefore: 7 }), 5);
      expect(job).toEqual({ ...newJob({ notBefore: 7 }), id: 'id-1', state: 'queued', attempts: 0, createdAt: 5 });
      expect(await jobs.byId('id-1')).toEqual(job);
      expect(await jobs.byId('id-2')).toBe(null);
    });

    it.each([null, 'text', 0, [1, 'ü', null], { deep: { list: [{ a: 1.5 }] } }])('carry %j', async payload => {
      expect((await opened().state.jobs.byId((await added({ payload })).id))?.payload).toEqual(payload);
    });

    it('are added once per key and team, also when the first one is done', async () => {
      const { jobs } = opened().state;
      const first = await added();
      expect(await jobs.add(newJob({ kind: 'other', payload: 1 }), 2)).toBe(null);
      expect(await jobs.add(newJob({ team: 'T2' }), 2)).toMatchObject({ team: 'T2' });
      await jobs.start(first.id);
      expect(await jobs.add(newJob(), 3)).toBe(null);
      await jobs.finish(first.id, 'done');
      expect(await jobs.add(newJob(), 4)).toBe(null);
      expect(await jobs.byId(first.id)).toEqual({ ...first, state: 'done', attempts: 1, payload: null });
    });

    it('are added once where the same occasion is delivered several times at once', async () => {
      const results = await Promise.all([1, 2, 3, 4, 5].map(now => opened().state.jobs.add(newJob(), now)));
      expect(results.filter(job => job !== null)).toHaveLength(1);
      expect(await opened().state.jobs.queued()).toHaveLength(1);
    });

    it('begin earlier, and do what is asked for then, where the same comes again before they have begun', async () => {
      const { jobs } = opened().state;
      const first = await added({ notBefore: 90, payload: 'ids' });
      expect(await jobs.add(newJob({ notBefore: 95, payload: 'again' }), 2)).toBe(null);
      expect(await jobs.byId(first.id)).toEqual(first);
      expect(await jobs.add(newJob({ notBefore: 0, payload: 'all' }), 3)).toBe(null);
      expect(await jobs.byId(first.id)).toEqual({ ...first, notBefore: 0, payload: 'all' });
      await jobs.start(first.id);
      await jobs.again(first.id, 99, false);
      await jobs.add(newJob({ notBefore: 0, payload: 'late' }), 4);
      expect(await jobs.byId(first.id)).toMatchObject({ notBefore: 99, payload: 'all' });
    });

    it('do the work of others that have not begun, and of those that come later', async () => {
      const { jobs } = opened().state;
      const waiting = await added({ key: 'waiting', notBefore: 90 });
      const elsewhere = await added({ key: 'waiting', team: 'T2' });
      const all = await added({ key: 'all', insteadOf: ['waiting', 'later'] }, 7);
      expect(await jobs.queued()).toEqual([elsewhere, all]);
      expect(await jobs.start(waiting.id)).toBe(false);
      expect(await jobs.byId(waiting.id)).toEqual({ ...waiting, state: 'done', payload: null });
      expect(await jobs.add(newJob({ key: 'later' }), 8)).toBe(null);
      expect(await jobs.queued()).toEqual([elsewhere, all]);
      expect(await jobs.ownWork('T1', ['waiting', 'later', 'unknown'])).toEqual([]);
    });

    it('leave others alone that have begun', async () => {
      const { jobs, deliveries } = opened().state;
      const keys = ['running', 'again', 'done', 'parked'];
      const ids = [];
      for (const key of keys) ids.push((await added({ key })).id);
      for (const id of ids) await jobs.start(id);
      await jobs.again(ids[1]!, 50, false);
      await jobs.finish(ids[2]!, 'done');
      // Stopped cleanly, after it had said something.
      await jobs.again(ids[3]!, 0, true);
      await deliveries.save({ job: ids[3]!, part: 'progress', channel: 'C1', ts: '1.0', file: null, done: true });
      const before = await Promise.all(ids.map(id => jobs.byId(id)));
      await added({ key: 'all', insteadOf: keys });
      expect(await Promise.all(ids.map(id => jobs.byId(id)))).toEqual(before);
      expect((await jobs.ownWork('T1', keys)).toSorted()).toEqual(keys.toSorted());
    });

    it('take no work over where they were there before', async () => {
      const { jobs } = opened().state;
      await added({ key: 'all', insteadOf: ['one'] });
      const two = await added({ key: 'two' });
      expect(await jobs.add(newJob({ key: 'all', insteadOf: ['two'] }), 2)).toBe(null);
      expect(await jobs.byId(two.id)).toEqual(two);
    });

    it('are queued in the order in which they were added', async () => {
      const { jobs } = opened().state;
      const keys = ['z', 'a', 'm', 'b'];
      const ids = [];
      for (const key of keys) ids.push((await added({ key, notBefore: key === 'a' ? 99 : 0 }, 1)).id);
      await jobs.start(ids[0]!);
      expect((await jobs.queued()).map(({ key }) => key)).toEqual(['a', 'm', 'b']);
      await jobs.again(ids[0]!, 0, false);
      expect((await jobs.queued()).map(({ key }) => key)).toEqual(keys);
    });

    it('count the times they are started, but for those that are refunded', async () => {
      const { jobs } = opened().state;
      const job = await added();
      await jobs.start(job.id);
      expect(await jobs.byId(job.id)).toEqual({ ...job, state: 'running', attempts: 1 });
      await jobs.again(job.id, 50, false);
      expect(await jobs.byId(job.id)).toEqual({ ...job, state: 'queued', attempts: 1, notBefore: 50 });
      await jobs.start(job.id);
      await jobs.again(job.id, 60, true);
      expect(await jobs.byId(job.id)).toEqual({ ...job, state: 'queued', attempts: 1, notBefore: 60 });
    });

    it('go only where their state allows', async () => {
      const { jobs } = opened().state;
      const [running, done] = [await added({ key: 'running' }), await added({ key: 'done' })];
      for (const { id } of [running, done]) await jobs.start(id);
      await jobs.start(running.id);
      await jobs.finish(done.id, 'done');
      await jobs.finish(done.id, 'failed');
      await jobs.start(done.id);
      await jobs.again(done.id, 5, true);
      expect(await jobs.byId(running.id)).toEqual({ ...running, state: 'running', attempts: 1 });
      expect(await jobs.byId(done.id)).toEqual({ ...done, state: 'done', attempts: 1, payload: null });
    });

    it('start once, and not where they are gone', async () => {
      const { jobs } = opened().state;
      const { id } = await added();
      expect([await jobs.start(id), await jobs.start(id), await jobs.start('gone')]).toEqual([true, false, false]);
    });

    it('can be told to do something else as long as they wait', async () => {
      const { jobs } = opened().state;
      const [waiting, running] = [await added({ key: 'waiting' }), await added({ key: 'running' })];
      await jobs.start(running.id);
      for (const { id } of [waiting, running]) await jobs.changePayload(id, { other: 1 });
      expect(await jobs.byId(waiting.id)).toEqual({ ...waiting, payload: { other: 1 } });
      expect((await jobs.byId(running.id))!.payload).toEqual(running.payload);
    });

    it('are known while they run', async () => {
      const { jobs } = opened().state;
      const [running, done] = [await added({ key: 'running' }), await added({ key: 'done' })];
      await added({ key: 'waiting' });
      for (const { id } of [running, done]) await jobs.start(id);
      await jobs.finish(done.id, 'done');
      expect(await jobs.running()).toEqual([running.id]);
    });

    it('are known by team', async () => {
      const [one, other] = [await added(), await added({ team: 'T2' })];
      expect(await opened().state.jobs.idsOf('T1')).toEqual([one.id]);
      expect(await opened().state.jobs.idsOf('T2')).toEqual([other.id]);
    });

    it('that were running when the program died are queued again, at once and with that attempt counted', async () => {
      const { jobs } = opened().state;
      const [running, waiting, failed] = [
        await added({ key: 'running', notBefore: 9 }),
        await added({ key: 'waiting', notBefore: 9 }),
        await added({ key: 'failed' }),
      ];
      for (const { id } of [running, failed]) await jobs.start(id);
      await jobs.finish(failed.id, 'failed');
      const reopened = (await opened().reopen()).jobs;
      expect(await reopened.recover([])).toBe(1);
      expect(await reopened.queued()).toEqual([{ ...running, attempts: 1, notBefore: 0 }, waiting]);
      expect(await reopened.byId(failed.id)).toMatchObject({ state: 'failed' });
      expect(await reopened.recover([])).toBe(0);
    });

    it('are pruned when they are finished and old, and their keys are free again', async () => {
      const { jobs } = opened().state;
      const finished = [await added({ key: 'old' }, 1), await added({ key: 'new' }, 5), await added({ key: 'bad' }, 2)];
      const open = [await added({ key: 'queued' }, 1), await added({ key: 'running' }, 1)];
      for (const { id } of [...finished, open[1]!]) await jobs.start(id);
      for (const { id, key } of finished) await jobs.finish(id, key === 'bad' ? 'failed' : 'done');
      await jobs.prune(5);
      const left = await Promise.all([...finished, ...open].map(({ id }) => jobs.byId(id)));
      expect(left.map(job => job?.key ?? null)).toEqual([null, 'new', null, 'queued', 'running']);
      expect(await jobs.add(newJob({ key: 'old' }), 9)).not.toBe(null);
    });
  });

  describe('deliveries', () => {
    const opened = freshState(open);
    const PART = { part: 'report', channel: 'C1', ts: '1700000000.000100', file: null, done: false };

    it('are kept per job and part, the last one said', async () => {
      const { jobs, deliveries } = opened().state;
      const job = (await jobs.add(newJob(), 1))!.id;
      expect(await deliveries.find(job, 'report')).toBe(null);
      await deliveries.save({ job, ...PART });
      expect(await deliveries.find(job, 'report')).toEqual({ job, ...PART });
      const finished = { job, part: 'report', channel: 'C2', ts: null, file: 'F1', done: true };
      await deliveries.save(finished);
      await deliveries.save({ job, ...PART, part: 'chart:months' });
      expect(await deliveries.find(job, 'report')).toEqual(finished);
      expect(await deliveries.find('other', 'report')).toBe(null);
    });

    it('go with their job', async () => {
      const { jobs, deliveries } = opened().state;
      const [gone, kept] = [(await jobs.add(newJob(), 1))!.id, (await jobs.add(newJob({ key: 'kept' }), 1))!.id];
      for (const job of [gone, kept]) await deliveries.save({ job, ...PART });
      await jobs.finish(gone, 'failed');
      await jobs.prune(2);
      expect(await deliveries.find(gone, 'report')).toBe(null);
      expect(await deliveries.find(kept, 'report')).toEqual({ job: kept, ...PART });
    });
  });
};
