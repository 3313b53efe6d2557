import { describe, expect, it } from 'vitest';
import { fixtureReport } from '../../charts/fixture-report.ts';
import { freshState, newRun, type OpenState, savedDataset } from '../state-fixtures.ts';

export const runsContract = (open: OpenState): void => {
  describe('runs', () => {
    const opened = freshState(open);
    const withDataset = async () => {
      const { state } = opened();
      return { state, dataset: (await savedDataset(state)).id };
    };

    it('are stored with their whole report', async () => {
      const { state, dataset } = await withDataset();
      const saved = await state.runs.save(newRun(dataset));
      expect(saved).toEqual({ ...newRun(dataset), id: 'id-3' });
      expect(await state.runs.byId('id-3')).toEqual(saved);
      expect(await state.runs.ofJob('job-1')).toEqual(saved);
      expect(await state.runs.byId('id-4')).toBe(null);
      expect(await state.runs.ofJob('job-2')).toBe(null);
    });

    it('are stored once per job: the first one stays', async () => {
      const { state, dataset } = await withDataset();
      const first = await state.runs.save(newRun(dataset));
      const report = fixtureReport({ currency: 'EUR' });
      expect(await state.runs.save(newRun(dataset, { report, createdAt: 1, trigger: 'digest' }))).toEqual(first);
      const both = [1, 2].map(createdAt => state.runs.save(newRun(dataset, { job: 'job-2', createdAt })));
      const [one, other] = await Promise.all(both);
      expect(one).toEqual(other);
      expect(await state.runs.ofDataset(dataset, 9)).toHaveLength(3);
    });

    it('are listed newest first, those of the same instant by when they were saved', async () => {
      const { state, dataset } = await withDataset();
      const other = (await savedDataset(state, { signature: 'other' })).id;
      for (const [job, createdAt] of [
        ['b', 2],
        ['a', 1],
        ['d', 3],
        ['e', 3],
      ] as const)
        await state.runs.save(newRun(dataset, { job, createdAt }));
      await state.runs.save(newRun(other, { job: 'f' }));
      const jobs = async (limit: number) => (await state.runs.ofDataset(dataset, limit)).map(({ job }) => job);
      expect((await jobs(9)).slice(1)).toEqual(['e', 'd', 'b', 'a']);
      expect((await jobs(3)).slice(1)).toEqual(['e', 'd']);
    });

    it('of a dataset that is gone are refused', async () => {
      const { state, dataset } = await withDataset();
      await state.datasets.delete(dataset);
      await expect(state.runs.save(newRun(dataset))).rejects.toThrow();
      expect(await state.runs.ofDataset(dataset, 9)).toEqual([]);
    });
  });
};
