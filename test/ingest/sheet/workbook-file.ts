import { type Part, zipFile } from '../unpack/zip-file.ts';

/** One sheet; rows and cells are XML or what `row` makes of values. */
interface SheetContent {
  readonly name?: string;
  readonly state?: 'visible' | 'hidden' | 'veryHidden';
  readonly rows: string;
  /** What stands behind the rows, such as merged cells. */
  readonly after?: string;
}

export interface WorkbookContent {
  readonly sheets: readonly SheetContent[];
  readonly shared?: readonly string[];
  readonly date1904?: boolean;
  /** Number formats of the styles 1, 2, …: codes, or numbers of built-in ones. */
  readonly formats?: readonly (string | number)[];
  readonly parts?: readonly Part[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An Excel workbook, written by hand, so that tests can have what any program may write. */
export const workbookFile = (content: WorkbookContent): Buffer =>
  zipFile([...partsOf(content), ...(content.parts ?? [])]);

const partsOf = ({ sheets, shared = [], date1904 = false, formats = [] }: WorkbookContent): readonly Part[] => [
  { name: '[Content_Types].xml', content: `${HEAD}<Types/>` },
  { name: '_rels/.rels', content: relations([['officeDocument', 'xl/workbook.xml']]) },
  {
    name: 'xl/workbook.xml',
    content: `${HEAD}<workbook><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name = 'Orders', state = 'visible' }, at) => `<sheet name="${name}" state="${state}" r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: relations([
      ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['sharedStrings', '/xl/sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
  },
  { name: 'xl/sharedStrings.xml', content: `${HEAD}<sst>${shared.map(text => `<si>${text}</si>`).join('')}</sst>` },
  { name: 'xl/styles.xml', content: HEAD + stylesOf(formats) },
  ...sheets.map(({ rows, after = '' }, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: `${HEAD}<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
  })),
];

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${HEAD}<Relationships>${targets
    .map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const stylesOf = (formats: readonly (string | number)[]): string => {
  const own = formats.map((format, at) =>
    typeof format === 'string' ? `<numFmt numFmtId="${164 + at}" formatCode="${format}"/>` : '',
  );
  const used = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 164 + at : format}"/>`);
  return `<styleSheet><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${used.join('')}</cellXfs></styleSheet>`;
};

/** A row of inline texts and numbers; `null` is no cell at all, and a text that begins with `<` is a cell's XML. */
export const row = (number: number, ...values: readonly (string | number | null)[]): string =>
  `<row r="${number}">${values.map((value, column) => cell(`${letter(column)}${number}`, value)).join('')}</row>`;

const cell = (ref: string, value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
  if (value.startsWith('<')) return value.replace('<c', `<c r="${ref}"`);
  return `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
};

/** A, B, … Z, AA, AB, … */
const letter = (column: number): string =>
  (column < 26 ? '' : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
