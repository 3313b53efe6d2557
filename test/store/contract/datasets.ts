import { describe, expect, it } from 'vitest';
import {
  freshState,
  newBatch,
  newChange,
  newDataset,
  newDigest,
  newHints,
  newRun,
  type OpenState,
  savedDataset,
} from '../state-fixtures.ts';

export const datasetsContract = (open: OpenState): void => {
  describe('datasets', () => {
    const opened = freshState(open);

    it('are stored with their batch, their run and the instant of their first upload', async () => {
      const { datasets, batches, runs } = opened().state;
      const [saved] = await datasets.change([newChange()]);
      expect(saved!.dataset).toEqual({ ...newDataset(), id: 'id-1', createdAt: newDataset().uploadedAt });
      expect(await datasets.byId('id-1')).toEqual(saved!.dataset);
      expect(await datasets.withSignature('T1', 'C1', 'customer,date,amount')).toEqual([saved!.dataset]);
      expect(await batches.ofDataset('id-1')).toEqual([{ ...newBatch('first'), dataset: 'id-1' }]);
      expect(await runs.ofJob('first')).toEqual(saved!.run);
    });

    it('that are unknown are null', async () => {
      const { datasets } = opened().state;
      await savedDataset(opened().state);
      expect(await datasets.byId('id-9')).toBe(null);
      expect(await datasets.withSignature('T2', 'C1', 'customer,date,amount')).toEqual([]);
      expect(await datasets.withSignature('T1', 'C2', 'customer,date,amount')).toEqual([]);
      expect(await datasets.withSignature('T1', 'C1', 'customer')).toEqual([]);
    });

    it('take a second upload, and keep id, name and first instant', async () => {
      const { datasets, batches } = opened().state;
      const first = await savedDataset(opened().state);
      const before = (await batches.ofDataset(first.id)).map(({ id }) => id);
      const figures = {
        owner: 'U2',
        sourceName: 'november.csv',
        rows: 7,
        customers: 3,
        uploadedAt: first.uploadedAt + 1,
      };
      const more = { dataset: { id: first.id, ...figures }, before, signature: 'other', batches: [newBatch('second')] };
      const [second] = await datasets.change([newChange(more, 'second')]);
      expect(second!.dataset).toEqual({ ...first, ...figures });
      expect((await batches.ofDataset(first.id)).map(({ id }) => id)).toEqual([...before, 'second']);
      expect(await datasets.withSignature('T1', 'C1', 'other')).toEqual([second!.dataset]);
      expect(await datasets.withSignature('T1', 'C1', 'customer,date,amount')).toEqual([second!.dataset]);
    });

    it('change once per job: the second time gives what the first one made', async () => {
      const { datasets, batches } = opened().state;
      const [first] = await datasets.change([newChange()]);
      expect(await datasets.change([newChange({ dataset: newDataset({ name: 'Another' }) })])).toEqual([first]);
      expect(await datasets.all('T1')).toEqual([first!.dataset]);
      expect(await batches.folders()).toEqual(['first']);
    });

    it('change as a whole or not at all', async () => {
      const { datasets, batches, runs } = opened().state;
      const { id } = await savedDataset(opened().state);
      const own = newChange({ dataset: newDataset({ name: 'own' }) }, 'own');
      const stale = newChange({ dataset: { id, rows: 1 }, before: ['other'], without: [], batches: [] }, 'stale');
      await expect(datasets.change([own, stale])).rejects.toThrow('changed meanwhile');
      expect((await datasets.all('T1')).map(({ name, rows }) => [name, rows])).toEqual([['Orders', 541_909]]);
      expect(await batches.byId('own')).toBe(null);
      expect(await runs.ofJob('own')).toBe(null);
    });

    it('give a batch to another one, and lose batches', async () => {
      const { datasets, batches } = opened().state;
      const [first] = await datasets.change([newChange({ batches: [newBatch('a'), newBatch('b'), newBatch('c')] })]);
      const { id } = first!.dataset;
      const [own] = await datasets.change([
        newChange({ dataset: newDataset({ name: 'own' }), batches: [newBatch('b')] }, 'apart'),
        newChange({ dataset: { id }, before: ['a', 'c'], batches: [], without: ['a'] }, 'rest'),
      ]);
      expect((await batches.ofDataset(own!.dataset.id)).map(batch => batch.id)).toEqual(['b']);
      expect((await batches.ofDataset(id)).map(batch => batch.id)).toEqual(['c']);
      expect(await batches.byId('a')).toBe(null);
    });

    it('get a name that their channel does not have, upper and lower case being the same', async () => {
      const { state } = opened();
      const names = ['Orders', 'Orders', 'orders', 'Orders 2', 'Café', 'CAFÉ'];
      const saved = [];
      for (const name of names) saved.push(await savedDataset(state, { name }));
      expect(saved.map(({ name }) => name)).toEqual(['Orders', 'Orders 2', 'orders 3', 'Orders 2 2', 'Café', 'CAFÉ 2']);
      expect((await savedDataset(state, { channel: 'C2' })).name).toBe('Orders');
      expect((await savedDataset(state, { team: 'T2' })).name).toBe('Orders');
    });

    it('get names of their own where several are saved at once', async () => {
      const { state } = opened();
      const saved = await Promise.all([1, 2, 3, 4].map(() => savedDataset(state)));
      expect(new Set(saved.map(({ name }) => name)).size).toBe(4);
      expect(await state.datasets.withSignature('T1', 'C1', 'customer,date,amount')).toHaveLength(4);
    });

    it('are listed last uploaded first', async () => {
      const { state } = opened();
      for (const [name, channel, uploadedAt] of [
        ['old', 'C1', 1],
        ['new', 'C1', 3],
        ['elsewhere', 'C2', 2],
      ] as const)
        await savedDataset(state, { name, channel, uploadedAt });
      await savedDataset(state, { team: 'T2', name: 'foreign', uploadedAt: 0 });
      const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);
      expect(names(await state.datasets.inChannel('T1', 'C1'))).toEqual(['new', 'old']);
      expect(names(await state.datasets.all('T1'))).toEqual(['new', 'elsewhere', 'old']);
      expect(names(await state.datasets.uploadedBefore(3))).toEqual(['elsewhere', 'old', 'foreign']);
    });

    it('leave nothing behind when they are deleted, and others alone', async () => {
      const { state } = opened();
      const { datasets, batches, readings, runs, digests } = state;
      const [gone, kept] = [await savedDataset(state), await savedDataset(state, { signature: 'kept' })];
      for (const [{ id }, signature] of [
        [gone, 'customer,date,amount'],
        [kept, 'kept'],
      ] as const) {
        await runs.save(newRun(id, { job: `job of ${id}` }));
        await digests.save(newDigest(id));
        await readings.save('T1', 'C1', signature, newHints());
      }
      await datasets.delete(gone.id);
      expect(await datasets.all('T1')).toEqual([kept]);
      expect(await batches.ofDataset(gone.id)).toEqual([]);
      expect(await runs.ofDataset(gone.id, 9)).toEqual([]);
      expect(await digests.find('C1', gone.id)).toBe(null);
      expect(await readings.find('T1', 'C1', 'customer,date,amount')).toBe(null);
      expect(await datasets.withSignature('T1', 'C1', 'customer,date,amount')).toEqual([]);
      expect(await batches.ofDataset(kept.id)).toHaveLength(1);
      expect(await runs.ofDataset(kept.id, 9)).toHaveLength(2);
      expect(await digests.all('T1')).toHaveLength(1);
      expect(await readings.find('T1', 'C1', 'kept')).toEqual(newHints());
      await expect(datasets.delete(gone.id)).resolves.toBeUndefined();
    });

    it('keep what was said about columns while another one has them', async () => {
      const { state } = opened();
      const [first] = [await savedDataset(state), await savedDataset(state)];
      await state.readings.save('T1', 'C1', 'customer,date,amount', newHints());
      await state.datasets.delete(first.id);
      expect(await state.readings.find('T1', 'C1', 'customer,date,amount')).toEqual(newHints());
    });
  });

  describe('batches', () => {
    const opened = freshState(open);

    it('are written anew elsewhere, all of them at once', async () => {
      const { datasets, batches } = opened().state;
      await datasets.change([newChange({ batches: [newBatch('a'), newBatch('b')] })]);
      const both = new Map([
        ['a', { folder: 'a anew', rows: 1 }],
        ['b', { folder: 'a anew', rows: 1 }],
      ]);
      await expect(batches.moveTo(both)).rejects.toThrow();
      expect(await batches.folders()).toEqual(['a', 'b']);
      await batches.moveTo(new Map([['a', { folder: 'a anew', rows: 1 }]]));
      expect(await batches.folders()).toEqual(['a anew', 'b']);
      expect(await batches.byId('a')).toMatchObject({ folder: 'a anew', rows: 1 });
    });

    it('keep their facts', async () => {
      const { state, reopen } = opened();
      const facts = {
        ...{ rows: 2, hasOrderIds: true, firstOrder: '2026-01-01T00:00:00', lastOrder: null, currencies: ['EUR'] },
        ...{ signature: 's', mapping: { customer: 'Buyer' }, merged: null, replacedRows: 0 },
      };
      await state.datasets.change([newChange({ batches: [newBatch('a', { facts })] })]);
      expect((await (await reopen()).batches.byId('a'))?.facts).toEqual(facts);
    });
  });
};
