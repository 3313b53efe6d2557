import { describe, expect, it } from 'vitest';
import { freshState, newDataset, newDigest, newHints, newRun, type OpenState } from '../state-fixtures.ts';

export const datasetsContract = (open: OpenState): void => {
  describe('datasets', () => {
    const opened = freshState(open);

    it('are stored with an id and the instant of their first upload', async () => {
      const { datasets } = opened().state;
      const saved = await datasets.save(newDataset());
      expect(saved).toEqual({ ...newDataset(), id: 'id-1', createdAt: newDataset().uploadedAt });
      expect(await datasets.byId('id-1')).toEqual(saved);
      expect(await datasets.bySignature('T1', 'C1', 'customer,date,amount')).toEqual(saved);
    });

    it('that are unknown are null', async () => {
      const { datasets } = opened().state;
      await datasets.save(newDataset());
      expect(await datasets.byId('id-2')).toBe(null);
      expect(await datasets.bySignature('T2', 'C1', 'customer,date,amount')).toBe(null);
      expect(await datasets.bySignature('T1', 'C2', 'customer,date,amount')).toBe(null);
      expect(await datasets.bySignature('T1', 'C1', 'customer')).toBe(null);
    });

    it('take a second upload with the same columns, and keep id, name and first instant', async () => {
      const { datasets } = opened().state;
      const first = await datasets.save(newDataset());
      const later = newDataset({
        name: 'Another file',
        owner: 'U2',
        version: 'v2',
        sourceName: 'november.csv',
        rows: 7,
        customers: 3,
        firstOrder: '2011-01-01T00:00:00',
        lastOrder: '2011-12-31T00:00:00',
        uploadedAt: first.uploadedAt + 1,
      });
      const second = await datasets.save(later);
      expect(second).toEqual({ ...later, id: first.id, name: 'Orders', createdAt: first.createdAt });
      expect(await datasets.all('T1')).toEqual([second]);
    });

    it('store no more than the contract names', async () => {
      const { datasets } = opened().state;
      const carried = { ...newDataset(), id: 'mine', createdAt: 1, secret: 'x' };
      await datasets.save(carried);
      expect(await datasets.save(carried)).toEqual({ ...newDataset(), id: 'id-1', createdAt: carried.uploadedAt });
    });

    it('get a name that their channel does not have, upper and lower case being the same', async () => {
      const { datasets } = opened().state;
      const names = ['Orders', 'Orders', 'orders', 'Orders 2', 'Café', 'CAFÉ'];
      const saved = [];
      for (const [index, name] of names.entries())
        saved.push(await datasets.save(newDataset({ name, signature: `${index}` })));
      expect(saved.map(({ name }) => name)).toEqual(['Orders', 'Orders 2', 'orders 3', 'Orders 2 2', 'Café', 'CAFÉ 2']);
      expect((await datasets.save(newDataset({ channel: 'C2' }))).name).toBe('Orders');
      expect((await datasets.save(newDataset({ team: 'T2' }))).name).toBe('Orders');
    });

    it('stay unique where several are saved at once', async () => {
      const { datasets } = opened().state;
      const different = ['a', 'b', 'c', 'd'].map(signature => datasets.save(newDataset({ signature })));
      const same = ['v1', 'v2', 'v3'].map(version => datasets.save(newDataset({ signature: 'e', version })));
      expect(new Set((await Promise.all(different)).map(({ name }) => name)).size).toBe(4);
      expect(new Set((await Promise.all(same)).map(({ id }) => id)).size).toBe(1);
      expect(await datasets.all('T1')).toHaveLength(5);
    });

    it('are listed last uploaded first', async () => {
      const { datasets } = opened().state;
      for (const [signature, channel, uploadedAt] of [
        ['old', 'C1', 1],
        ['new', 'C1', 3],
        ['elsewhere', 'C2', 2],
      ] as const)
        await datasets.save(newDataset({ signature, channel, uploadedAt }));
      await datasets.save(newDataset({ team: 'T2', signature: 'foreign', uploadedAt: 0 }));
      const signatures = (found: readonly { readonly signature: string }[]) => found.map(({ signature }) => signature);
      expect(signatures(await datasets.inChannel('T1', 'C1'))).toEqual(['new', 'old']);
      expect(signatures(await datasets.all('T1'))).toEqual(['new', 'elsewhere', 'old']);
      expect(signatures(await datasets.uploadedBefore(3))).toEqual(['elsewhere', 'old', 'foreign']);
    });

    it('leave nothing behind when they are deleted, and others alone', async () => {
      const { datasets, readings, runs, digests } = opened().state;
      const [gone, kept] = [await datasets.save(newDataset()), await datasets.save(newDataset({ signature: 'kept' }))];
      for (const { id, signature } of [gone, kept]) {
        await runs.save(newRun(id, { job: `job of ${id}` }));
        await digests.save(newDigest(id));
        await readings.save('T1', 'C1', signature, newHints());
      }
      await datasets.delete(gone.id);
      expect(await datasets.all('T1')).toEqual([kept]);
      expect(await runs.ofDataset(gone.id, 9)).toEqual([]);
      expect(await digests.find('C1', gone.id)).toBe(null);
      expect(await readings.find('T1', 'C1', gone.signature)).toBe(null);
      expect(await runs.ofDataset(kept.id, 9)).toHaveLength(1);
      expect(await digests.all('T1')).toHaveLength(1);
      expect(await readings.find('T1', 'C1', 'kept')).toEqual(newHints());
      await expect(datasets.delete(gone.id)).resolves.toBeUndefined();
    });
  });
};
