/** How a file is packed, by its first bytes: names lie. */
import { readPart } from '../file-bytes.ts';

export type PackedKind = 'zip' | 'gzip' | 'ole';

const SIGNATURES: readonly { readonly kind: PackedKind; readonly magic: string }[] = [
  { kind: 'zip', magic: 'PK\x03\x04' },
  { kind: 'zip', magic: 'PK\x05\x06' },
  { kind: 'gzip', magic: '\x1f\x8b' },
  { kind: 'ole', magic: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
];

const SIGNATURE_BYTES = 8;

/** `null` for whatever may be a table as it stands. */
export const packedKindOf = async (path: string): Promise<PackedKind | null> => {
  const start = (await readPart(path, 0, SIGNATURE_BYTES)).toString('latin1');
  return SIGNATURES.find(({ magic }) => start.startsWith(magic))?.kind ?? null;
};
