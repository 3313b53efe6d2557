/** Documents of office programs are archives, too: which kind one is, by the names of its parts. */
import { ExpectedError } from '../../errors.ts';
import type { Zip } from './zip.ts';

/** Throws for documents that are no Excel workbook; true for those that are; false for other archives. */
export const isWorkbook = async (zip: Zip, name: string): Promise<boolean> => {
  const names = new Set(zip.parts.map(part => part.name.replaceAll('\\', '/').toLowerCase()));
  const has = (start: string): boolean => [...names].some(part => part.startsWith(start));
  if (has('index/document.iwa') || names.has('index.zip'))
    throw new ExpectedError('workbook_format', { name, format: 'numbers' });
  if (names.has('mimetype') && names.has('content.xml')) await refuseOpenDocument(zip, name);
  if (!names.has('[content_types].xml')) return false;
  if (has('word/')) throw new ExpectedError('not_a_table', { name, kind: 'a Word document' });
  if (has('ppt/')) throw new ExpectedError('not_a_table', { name, kind: 'a presentation' });
  if (names.has('xl/workbook.bin')) throw new ExpectedError('workbook_format', { name, format: 'xlsb' });
  return has('xl/');
};

const refuseOpenDocument = async (zip: Zip, name: string): Promise<never> => {
  const part = zip.parts.find(({ name }) => name === 'mimetype');
  const chunks: Buffer[] = [];
  if (part !== undefined && part.bytes < 1_000) for await (const chunk of zip.read(part)) chunks.push(chunk);
  if (Buffer.concat(chunks).includes('spreadsheet'))
    throw new ExpectedError('workbook_format', { name, format: 'ods' });
  throw new ExpectedError('not_a_table', { name, kind: 'an OpenDocument file, but no spreadsheet' });
};
