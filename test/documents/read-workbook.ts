import { unzipped } from '../unzipped.ts';

interface WorkbookCell {
  readonly value: string | number;
  /** Of a number, as Excel writes it. */
  readonly format?: string;
}

/** Rows of cells by the name of the sheet; empty cells are `undefined`. */
export type Workbook = ReadonlyMap<string, readonly (readonly (WorkbookCell | undefined)[])[]>;

/** A workbook as ECMA-376 says it is to be read; only what the tests look at. */
export const readWorkbook = async (bytes: Uint8Array): Promise<Workbook> => {
  const files = await unzipped(bytes);
  const part = (name: string): string => files.get(`xl/${name}`)!.toString();
  const texts = all(part('sharedStrings.xml'), 'si').map(([, inner]) =>
    all(inner, 't')
      .map(([, text]) => plain(text))
      .join(''),
  );
  const formats = formatsOf(part('styles.xml'));
  const targets = new Map(
    all(part('_rels/workbook.xml.rels'), 'Relationship').map(([facts]) => [
      attribute(facts, 'Id'),
      attribute(facts, 'Target'),
    ]),
  );
  return new Map(
    all(part('workbook.xml'), 'sheet').map(([facts]) => [
      plain(attribute(facts, 'name')!),
      all(part(targets.get(attribute(facts, 'r:id'))!), 'row').map(([, row]) => cellsOf(row, texts, formats)),
    ]),
  );
};

const cellsOf = (row: string, texts: readonly string[], formats: readonly string[]): (WorkbookCell | undefined)[] => {
  const cells: (WorkbookCell | undefined)[] = [];
  for (const [facts, inner] of all(row, 'c')) {
    const value = all(inner, 'v')[0]?.[1];
    if (value === undefined) continue;
    const column = attribute(facts, 'r')!.replace(/\d+/, '');
    const place = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    cells[place] =
      attribute(facts, 't') === 's'
        ? { value: texts[Number(value)]! }
        : { value: Number(value), format: formats[Number(attribute(facts, 's') ?? 0)]! };
  }
  return cells;
};

const formatsOf = (styles: string): readonly string[] => {
  const codes = new Map(
    all(styles, 'numFmt').map(([facts]) => [attribute(facts, 'numFmtId'), plain(attribute(facts, 'formatCode')!)]),
  );
  const [, cellStyles] = all(styles, 'cellXfs')[0]!;
  return all(cellStyles, 'xf').map(([facts]) => codes.get(attribute(facts, 'numFmtId')) ?? '');
};

/** Attributes and content of all elements of a name. */
const all = (xml: string, name: string): readonly (readonly [facts: string, inner: string])[] =>
  Array.from(
    xml.matchAll(new RegExp(`<${name}((?:\\s[^>]*?)?)(?:/>|>(.*?)</${name}>)`, 'gs')),
    ([, facts = '', inner = '']) => [facts, inner],
  );

const attribute = (facts: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(facts)?.[1];

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (text: string): string => text.replaceAll(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
