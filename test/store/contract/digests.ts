import { describe, expect, it } from 'vitest';
import { freshState, newDigest, type OpenState, savedDataset } from '../state-fixtures.ts';

const UNSENT = { pausedBecause: null, lastDueAt: null, lastRun: null, lastLook: null, remindedFor: null };

export const digestsContract = (open: OpenState): void => {
  describe('digests', () => {
    const opened = freshState(open);
    /** Two datasets in the same channel. */
    const withDatasets = async () => {
      const { state } = opened();
      const first = await savedDataset(state);
      const second = await savedDataset(state, { signature: 'second' });
      return { digests: state.digests, first: first.id, second: second.id };
    };

    it('are stored as they were never sent', async () => {
      const { digests, first } = await withDatasets();
      const { digest, replaced } = await digests.save(newDigest(first));
      expect(digest).toEqual({ ...newDigest(first), ...UNSENT, id: 'id-5' });
      expect(replaced).toBe(null);
      expect(await digests.byId('id-5')).toEqual(digest);
      expect(await digests.find('C1', first)).toEqual(digest);
      expect(await digests.byId('id-9')).toBe(null);
      expect(await digests.find('C2', first)).toBe(null);
    });

    it('are replaced by a second one for the same channel and dataset, which is on again', async () => {
      const { digests, first } = await withDatasets();
      const { digest } = await digests.save(newDigest(first));
      const sent = { lastDueAt: 4, lastRun: 'run', lastLook: '2026-11-24T00:00:00' };
      await digests.update(digest.id, { pausedBecause: 'archived', remindedFor: 5, ...sent });
      const again = newDigest(first, {
        owner: 'U2',
        cadence: { every: 'month', day: 31, hour: 8, minute: 30 },
        timeZone: 'America/New_York',
        alerts: true,
        nextDueAt: 9,
      });
      const result = await digests.save(again);
      expect(result.digest).toEqual({ ...again, ...UNSENT, ...sent, id: digest.id });
      expect(result.replaced).toEqual({ ...digest, pausedBecause: 'archived', remindedFor: 5, ...sent });
      expect(await digests.all('T1')).toEqual([result.digest]);
    });

    it('are listed in the order in which they were made', async () => {
      const { digests, first, second } = await withDatasets();
      for (const [dataset, channel] of [
        [second, 'C1'],
        [first, 'C1'],
        [first, 'C2'],
      ] as const)
        await digests.save(newDigest(dataset, { channel }));
      const listed = (found: readonly { dataset: string; channel: string }[]) =>
        found.map(({ dataset, channel }) => [dataset, channel]);
      expect(listed(await digests.inChannel('T1', 'C1'))).toEqual([
        [second, 'C1'],
        [first, 'C1'],
      ]);
      expect(listed(await digests.all('T1'))).toEqual([
        [second, 'C1'],
        [first, 'C1'],
        [first, 'C2'],
      ]);
      expect(await digests.all('T2')).toEqual([]);
      expect(await digests.inChannel('T2', 'C1')).toEqual([]);
    });

    it('are due at their instant, the most overdue first, and never while they are paused', async () => {
      const { digests, first, second } = await withDatasets();
      const at = async (dataset: string, channel: string, nextDueAt: number) =>
        (await digests.save(newDigest(dataset, { channel, nextDueAt }))).digest.id;
      const [late, later, future] = [await at(first, 'C1', 5), await at(second, 'C1', 3), await at(first, 'C2', 6)];
      const due = async (instant: number) => (await digests.due(instant)).map(({ id }) => id);
      expect(await due(5)).toEqual([later, late]);
      expect(await due(2)).toEqual([]);
      await digests.update(late, { pausedBecause: 'the channel is archived' });
      expect(await due(6)).toEqual([later, future]);
      await digests.update(late, { pausedBecause: null });
      expect(await due(6)).toEqual([later, late, future]);
    });

    it('change in the given fields only', async () => {
      const { digests, first } = await withDatasets();
      const { digest } = await digests.save(newDigest(first));
      const other = (await digests.save(newDigest(first, { channel: 'C2' }))).digest;
      await digests.update(digest.id, { nextDueAt: 2 });
      await digests.update(digest.id, { lastDueAt: 1, lastRun: 'run', remindedFor: 2, pausedBecause: 'x' });
      await digests.update(digest.id, {});
      await digests.update(digest.id, { remindedFor: null });
      const changed = { nextDueAt: 2, lastDueAt: 1, lastRun: 'run', remindedFor: null, pausedBecause: 'x' };
      expect(await digests.byId(digest.id)).toEqual({ ...digest, ...changed });
      expect(await digests.byId(other.id)).toEqual(other);
    });

    it('are deleted one by one', async () => {
      const { digests, first, second } = await withDatasets();
      const { digest } = await digests.save(newDigest(first));
      await digests.save(newDigest(second));
      await digests.delete(digest.id);
      await digests.delete(digest.id);
      expect((await digests.all('T1')).map(({ dataset }) => dataset)).toEqual([second]);
    });
  });
};
