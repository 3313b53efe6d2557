/**
 * The container that old Office programs write and that Excel puts around a workbook with a password ([MS-CFB]). Only the
 * names of its streams are looked at, to tell what it is.
 */
import { ExpectedError } from '../../errors.ts';
import { readPart } from '../file-bytes.ts';

const HEADER_BYTES = 512;
/** Where the header tells the size of a sector, as a power of two, and the sector of the first directory entries. */
const SECTOR_SHIFT_AT = 30;
const DIRECTORY_AT = 48;
const LARGEST_SHIFT = 12;
const DIRECTORY_BYTES = 8 * 1024;

/** Throws what kind of file it is: always an error that names the way out. */
export const refuseOle = async (path: string, name: string): Promise<never> => {
  const names = await streamNames(path);
  if (names.includes('EncryptedPackage')) throw new ExpectedError('file_protected', { name, kind: 'workbook' });
  if (names.includes('WordDocument')) throw new ExpectedError('not_a_table', { name, kind: 'an old Word document' });
  throw new ExpectedError('workbook_format', { name, format: 'xls' });
};

/** The text of the first directory entries: names in UTF-16 among other things. */
const streamNames = async (path: string): Promise<string> => {
  const header = await readPart(path, 0, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return '';
  const shift = Math.min(header.readUInt16LE(SECTOR_SHIFT_AT), LARGEST_SHIFT);
  const offset = (header.readUInt32LE(DIRECTORY_AT) + 1) * 2 ** shift;
  return (await readPart(path, offset, DIRECTORY_BYTES)).toString('utf16le');
};
