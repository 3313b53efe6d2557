import { crc32, deflateRawSync } from 'node:zlib';

/** One part of an archive; what is not said is as usual. */
export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  readonly method?: number;
  /** Lengths and checksum stand behind the content instead of before it, as programs write that cannot seek. */
  readonly described?: boolean;
  /** Lengths stand in the extra field of ZIP64. */
  readonly zip64?: boolean;
  readonly claimedBytes?: number;
}

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const MASKED = 0xffffffff;

/** A ZIP archive, written by hand, so that tests can have what other programs write and what none should. */
export const zipFile = (parts: readonly Part[]): Buffer => {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const facts = factsOf(part);
    const local = Buffer.concat([localHeader(facts), facts.name, facts.packed, descriptor(facts)]);
    directory.push(centralHeader(facts, offset));
    pieces.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...pieces, central, endRecord(parts.length, central.length, offset)]);
};

type Facts = ReturnType<typeof factsOf>;

const factsOf = (part: Part) => {
  const content = Buffer.from(part.content);
  const packed = part.stored ? content : deflateRawSync(content);
  const flags = (part.encrypted ? 1 : 0) | (part.described ? 8 : 0) | 0x800;
  const method = part.method ?? (part.stored ? 0 : 8);
  const bytes = part.claimedBytes ?? content.length;
  return { name: Buffer.from(part.name), packed, flags, method, bytes, sum: crc32(content), part };
};

const numbers = (...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );

const localHeader = ({ part, flags, method, sum, packed, bytes, name }: Facts): Buffer => {
  const later = part.described === true;
  return numbers(
    [4, LOCAL],
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, later ? 0 : sum],
    [4, later ? 0 : packed.length],
    [4, later ? 0 : bytes],
    [2, name.length],
    [2, 0],
  );
};

const descriptor = ({ part, sum, packed, bytes }: Facts): Buffer =>
  part.described ? numbers([4, DESCRIPTOR], [4, sum], [4, packed.length], [4, bytes]) : Buffer.alloc(0);

const centralHeader = ({ part, flags, method, sum, packed, bytes, name }: Facts, offset: number): Buffer => {
  const extra = part.zip64 ? numbers([2, 1], [2, 16], [4, bytes], [4, 0], [4, packed.length], [4, 0]) : Buffer.alloc(0);
  const header = numbers(
    [4, CENTRAL],
    [2, 45],
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, sum],
    [4, part.zip64 ? MASKED : packed.length],
    [4, part.zip64 ? MASKED : bytes],
    [2, name.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  );
  return Buffer.concat([header, name, extra]);
};

const endRecord = (count: number, bytes: number, offset: number): Buffer =>
  numbers([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, bytes], [4, offset], [2, 0]);
