/** Which dataset the orders of a file belong to, or the question to the person. */
import type { Field, OrderFile } from '../../core/order-file.ts';
import type { KeptBatch } from '../../pipeline/keep-batch.ts';
import type { Batch, Dataset } from '../../store/bot-state.ts';
import type { JobDeps } from '../job-deps.ts';
import type { PlaceQuestion, PlaceReason } from '../sayings/questions.ts';
import type { Import } from './import.ts';
import { questionId } from './wait-for-answer.ts';

export type Place =
  /** `null`: a new one. `replaces`: in the place of everything that is there. */
  { readonly dataset: Dataset | null; readonly replaces: boolean } | { readonly ask: PlaceQuestion };

/** The fields that decide what a row is worth and whose it is. */
const KEY_FIELDS: readonly Field[] = ['customer', 'order', 'date', 'quantity', 'price', 'amount', 'status'];

export const placeOrders = async (
  deps: JobDeps,
  work: Import,
  signature: string,
  { file, contents }: KeptBatch,
): Promise<Place> => {
  const said = await asSaid(deps, work);
  if (said) return said;
  const { datasets, batches } = deps.state;
  const ask = (reason: PlaceReason, candidates: readonly Dataset[]): Place => ({
    ask: { ...reason, id: questionId(work), fileName: work.source, datasets: candidates.map(named) },
  });
  const known = await datasets.withSignature(work.team, work.channel, signature);
  if (known.length > 1) return ask({ because: 'several' }, known);
  const here = known.length === 1 ? known : await datasets.inChannel(work.team, work.channel);
  if (here.length === 0) return NEW;
  const mapping = columnNames(file);
  const sameShop: { dataset: Dataset; onto: readonly Batch[] }[] = [];
  for (const dataset of here) {
    const onto = await batches.ofDataset(dataset.id);
    if (isMappedAlike(onto, mapping, known.length === 1)) sameShop.push({ dataset, onto });
  }
  const [found] = sameShop;
  if (!found) return ask({ because: known.length === 1 ? 'mapping' : 'columns' }, here);
  if (sameShop.length > 1)
    return ask(
      { because: 'several' },
      sameShop.map(({ dataset }) => dataset),
    );
  const stored = [...new Set(found.onto.flatMap(({ facts }) => facts?.currencies ?? []))];
  const isOther = stored.length > 0 && contents.currencies.some(currency => !stored.includes(currency));
  if (isOther) return ask({ because: 'currency', file: contents.currencies, stored }, [found.dataset]);
  return { dataset: found.dataset, replaces: false };
};

const NEW: Place = { dataset: null, replaces: false };

const named = ({ id, name }: Dataset) => ({ id, name });

/** As the person has answered; `null` where nobody was asked, or the dataset is gone since. */
const asSaid = async ({ state }: JobDeps, { said: { placement } }: Import): Promise<Place | null> => {
  if (placement === null) return null;
  if (placement.to === 'new') return NEW;
  const dataset = await state.datasets.byId(placement.dataset);
  return dataset && { dataset, replaces: placement.to === 'replace' };
};

/** Names of columns by what they mean. */
export const columnNames = ({ mapping, columns }: OrderFile): Readonly<Partial<Record<Field, string>>> =>
  Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, columns[column]!]));

/** Imports of the first version do not tell; with the same columns they are taken to be alike. */
const isMappedAlike = (
  batches: readonly Batch[],
  mapping: Readonly<Partial<Record<Field, string>>>,
  sameColumns: boolean,
): boolean => {
  const newest = batches.findLast(({ facts }) => facts !== null)?.facts;
  return newest ? KEY_FIELDS.every(field => newest.mapping[field] === mapping[field]) : sameColumns;
};
