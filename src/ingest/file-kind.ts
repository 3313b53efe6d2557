import { ExpectedError } from '../errors.ts';

interface Signature {
  readonly kind: string;
  readonly magic: readonly string[];
}

/** First bytes of files, other than those that can be unpacked, that are often renamed to .csv, one character per byte. */
const SIGNATURES: readonly Signature[] = [
  { kind: 'a PDF document', magic: ['%PDF-'] },
  { kind: 'a picture (PNG)', magic: ['\x89PNG\r\n\x1a\n'] },
  { kind: 'a picture (JPEG)', magic: ['\xff\xd8\xff'] },
  { kind: 'a picture (GIF)', magic: ['GIF87a', 'GIF89a'] },
  { kind: 'a compressed file (7-Zip)', magic: ['7z\xbc\xaf\x27\x1c'] },
  { kind: 'a compressed file (bzip2)', magic: ['BZh'] },
  { kind: 'a compressed file (zstd)', magic: ['\x28\xb5\x2f\xfd'] },
  { kind: 'a Parquet file', magic: ['PAR1'] },
  { kind: 'an SQLite database', magic: ['SQLite format 3\0'] },
  { kind: 'an RTF document', magic: ['{\\rtf'] },
];

/** Text that is no table, by how it begins after blanks and a byte order mark. */
const TEXT_KINDS: readonly { readonly kind: string; readonly begins: RegExp }[] = [
  { kind: 'a web page (HTML)', begins: /^<(!doctype html|html|head|body|table)\b/i },
  { kind: 'an XML document', begins: /^<\?xml\b/i },
  { kind: 'JSON data', begins: /^(\{\s*("|\})|\[\s*[[{"\]])/ },
];

const TAR_MAGIC_AT = 257;
const MOST_CONTROL_SHARE = 0.02;

/** Throws `not_a_table` for a file that only carries the name of a table; `head` is its first part. */
export const refuseForeignKind = (head: Buffer, name: string): void => {
  const start = head.toString('latin1', 0, 1024);
  const signature = SIGNATURES.find(({ magic }) => magic.some(bytes => start.startsWith(bytes)));
  const kind = signature?.kind ?? (start.startsWith('ustar', TAR_MAGIC_AT) ? 'a TAR archive' : textKind(start));
  if (kind !== undefined) throw new ExpectedError('not_a_table', { name, kind });
};

/** Throws `not_a_table` where too many bytes are control characters for any text; not for UTF-16. */
export const refuseBinary = (head: Buffer, name: string): void => {
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) controls += byte === 0 ? 0.25 : 1;
  if (controls > 2 && controls > head.length * MOST_CONTROL_SHARE) {
    throw new ExpectedError('not_a_table', { name, kind: 'a binary file, not text' });
  }
};

const textKind = (start: string): string | undefined => {
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  return TEXT_KINDS.find(({ begins }) => begins.test(text))?.kind;
};
