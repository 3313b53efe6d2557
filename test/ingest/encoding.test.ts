import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteEncodingOf, Utf8Check, wideEncodingOf } from '../../src/ingest/encoding.ts';
import { inScratch, inspected, written } from './written-file.ts';

const isUtf8InChunks = (bytes: Buffer, chunkBytes: number): boolean => {
  const check = new Utf8Check();
  for (let at = 0; at < bytes.length; at += chunkBytes) check.add(bytes.subarray(at, at + chunkBytes));
  return check.end();
};

describe('Utf8Check', () => {
  it('accepts any text, wherever chunks cut its characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        (text, chunkBytes) => {
          expect(isUtf8InChunks(Buffer.from(text), chunkBytes)).toBe(true);
        },
      ),
    );
  });

  it('refuses stray bytes and a character cut by the end of the file', () => {
    for (let chunkBytes = 1; chunkBytes < 6; chunkBytes++) {
      expect(isUtf8InChunks(Buffer.from('caf\xe9 au lait', 'latin1'), chunkBytes)).toBe(false);
      expect(isUtf8InChunks(Buffer.from('abc€').subarray(0, -1), chunkBytes)).toBe(false);
      expect(isUtf8InChunks(Buffer.from([0x61, 0x80, 0x62]), chunkBytes)).toBe(false);
    }
  });
});

describe('byteEncodingOf', () => {
  const judge = (bytes: Buffer): Promise<string> =>
    inScratch(async scratch => byteEncodingOf(await written(scratch, bytes)));

  it('tells Latin-1, Windows-1252 and damaged UTF-8 apart', async () => {
    expect(await judge(Buffer.from('caf\xe9 £\xa3', 'latin1'))).toBe('latin-1');
    expect(await judge(Buffer.from('caf\xe9 \x80 5', 'latin1'))).toBe('windows-1252');
    expect(await judge(Buffer.concat([Buffer.from('Müller, Özil, Kühn'), Buffer.from([0xfc])]))).toBe('damaged utf-8');
  });
});

describe('wideEncodingOf', () => {
  it('knows UTF-16 by its mark and by its zero bytes', () => {
    const little = Buffer.from('customer,date\n1,2\n', 'utf16le');
    expect(wideEncodingOf(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe('utf-16le');
    expect(wideEncodingOf(little)).toBe('utf-16le');
    expect(wideEncodingOf(Buffer.from(little).swap16())).toBe('utf-16be');
    expect(wideEncodingOf(Buffer.from('customer,date\n1,\0\n'))).toBeNull();
  });
});

describe('inspectOrderFile: encodings', () => {
  const text = 'Kunde;Datum;Betrag\nMüller;31.01.2024;12,50 €\nJörg;01.02.2024;8,00 €\n';
  const read = async (bytes: Uint8Array) => {
    const { encoding, mapping, columns, records, notes } = await inspected(bytes);
    return { encoding, mapping, columns, records, note: notes[0] };
  };
  const facts = { mapping: { customer: 0, date: 1, amount: 2 }, columns: ['Kunde', 'Datum', 'Betrag'], records: 2 };

  it('reads UTF-8 with and without byte order mark in place', async () => {
    const note = 'Read as UTF-8 text, columns separated by semicolons.';
    expect(await read(Buffer.from(text))).toEqual({ ...facts, encoding: 'utf-8', note });
    expect(await read(Buffer.from(`\ufeff${text}`))).toEqual({ ...facts, encoding: 'utf-8', note });
  });

  it('copies UTF-16 of either byte order', async () => {
    const note = 'Read as UTF-16 text, columns separated by semicolons.';
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual({ ...facts, encoding: 'utf-8', note });
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual({ ...facts, encoding: 'utf-8', note });
    expect(await read(Buffer.from(text, 'utf16le'))).toEqual({ ...facts, encoding: 'utf-8', note });
  });

  it('reads Latin-1 in place and copies Windows-1252', async () => {
    const latin = Buffer.from(text.replaceAll('€', ''), 'latin1');
    expect(await read(latin)).toEqual({
      ...facts,
      encoding: 'latin-1',
      note: 'Read as Latin-1 text, columns separated by semicolons.',
    });
    const windows = Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
    const note = 'Read as Windows-1252 text, columns separated by semicolons.';
    expect(await read(windows)).toEqual({ ...facts, encoding: 'utf-8', note });
  });

  it('keeps the accents of UTF-8 with a damaged byte, and says so', async () => {
    const damaged = Buffer.concat([Buffer.from(text), Buffer.from('Ren\xe9;03.02.2024;9,00\n', 'latin1')]);
    const file = await inspected(damaged);
    expect(file).toMatchObject({ encoding: 'utf-8', records: 3 });
    expect(file.notes).toContain('A few characters are damaged in the file; they show as \ufffd.');
  });
});
