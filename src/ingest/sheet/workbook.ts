/** What a workbook says about its sheets, before any of them is read. */
import { ExpectedError } from '../../errors.ts';
import type { UnpackMeter } from '../unpack/limits.ts';
import type { Zip, ZipPart } from '../unpack/zip.ts';
import { builtInFormat, type TimeFormat, timeFormat } from './number-formats.ts';
import { SharedTexts } from './shared-texts.ts';
import { type Attributes, readWholeXml } from './xml.ts';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: ZipPart;
}

export interface Workbook {
  /** Those with cells, in the order of their tabs. */
  readonly sheets: readonly Sheet[];
  readonly dates1904: boolean;
  readonly formats: readonly (TimeFormat | null)[];
  readonly shared: SharedTexts;
}

interface Relation {
  readonly id: string;
  /** The last word of its type: "worksheet". */
  readonly kind: string;
  /** Name of a part. */
  readonly target: string;
}

/** @throws {ExpectedError} `workbook_damaged`, `unpacks_too_large` and what reading an archive throws */
export const openWorkbook = async (zip: Zip, meter: UnpackMeter): Promise<Workbook> => {
  const parts = new Parts(zip, meter.name);
  const main = (await parts.relations('')).find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = await parts.relations(main);
  const target = (kind: string): ZipPart | undefined =>
    parts.find(relations.find(relation => relation.kind === kind)?.target ?? '');
  const { listed, dates1904 } = await listedSheets(parts, main);
  const sheets = listed.flatMap(({ id, ...sheet }) => {
    const relation = relations.find(relation => relation.id === id && relation.kind === 'worksheet');
    const part = parts.find(relation?.target ?? '');
    return part === undefined ? [] : [{ ...sheet, part }];
  });
  if (sheets.length === 0) throw new ExpectedError('workbook_damaged', { name: meter.name });
  const shared = await SharedTexts.read(zip, target('sharedStrings'), meter);
  return { sheets, dates1904, formats: await cellFormats(parts, target('styles')), shared };
};

class Parts {
  readonly name: string;
  readonly #zip: Zip;
  readonly #byName: ReadonlyMap<string, ZipPart>;

  constructor(zip: Zip, name: string) {
    this.#zip = zip;
    this.name = name;
    this.#byName = new Map(zip.parts.map(part => [plainName(part.name), part]));
  }

  find(name: string): ZipPart | undefined {
    return this.#byName.get(plainName(name));
  }

  async each(part: ZipPart | undefined, open: (tag: string, attributes: Attributes) => void): Promise<void> {
    await this.walk(part, open, () => {});
  }

  async walk(
    part: ZipPart | undefined,
    open: (tag: string, attributes: Attributes) => void,
    close: (tag: string) => void,
  ): Promise<void> {
    if (part !== undefined) await readWholeXml(this.#zip.read(part), this.name, { open, close, text: () => {} });
  }

  /** What a part refers to; of the archive itself for ''. */
  async relations(owner: string): Promise<readonly Relation[]> {
    const slash = owner.lastIndexOf('/') + 1;
    const folder = owner.slice(0, slash);
    const relations: Relation[] = [];
    await this.each(this.find(`${folder}_rels/${owner.slice(slash)}.rels`), (tag, { Id, Type, Target }) => {
      if (tag !== 'Relationship' || Target === undefined) return;
      const target = Target.startsWith('/') ? Target : `${folder}${Target}`;
      relations.push({ id: Id ?? '', kind: Type?.split('/').at(-1) ?? '', target });
    });
    return relations;
  }
}

const plainName = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .replace(/^\/+|(^|\/)\.\//g, '')
    .toLowerCase();

interface ListedSheet {
  readonly id: string;
  readonly name: string;
  readonly hidden: boolean;
}

const listedSheets = async (
  parts: Parts,
  main: string,
): Promise<{ readonly listed: readonly ListedSheet[]; readonly dates1904: boolean }> => {
  const listed: ListedSheet[] = [];
  let dates1904 = false;
  await parts.each(parts.find(main), (tag, { id = '', name = '', state = 'visible', date1904 }) => {
    if (tag === 'sheet') listed.push({ id, name: sheetName(name), hidden: state !== 'visible' });
    if (tag === 'workbookPr') dates1904 = date1904 === '1' || date1904 === 'true';
  });
  return { listed, dates1904 };
};

/** Names of sheets are shown to people: of one line, at most as long as spreadsheet programs let them be. */
const sheetName = (name: string): string =>
  name
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 40)
    .replace(/[\ud800-\udbff]$/, '');

const cellFormats = async (parts: Parts, styles: ZipPart | undefined): Promise<readonly (TimeFormat | null)[]> => {
  const own = new Map<number, TimeFormat | null>();
  const formats: (TimeFormat | null)[] = [];
  let isOfCells = false;
  const open = (tag: string, { numFmtId, formatCode }: Attributes): void => {
    const id = Number(numFmtId ?? 0);
    if (tag === 'numFmt') own.set(id, timeFormat(formatCode ?? ''));
    else if (tag === 'cellXfs') isOfCells = true;
    else if (tag === 'xf' && isOfCells) formats.push(own.has(id) ? own.get(id)! : builtInFormat(id));
  };
  await parts.walk(styles, open, tag => {
    if (tag === 'cellXfs') isOfCells = false;
  });
  return formats;
};
