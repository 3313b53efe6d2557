import { CopyFile } from './copy-file.ts';
import type { WideEncoding } from './encoding.ts';
import { chunksOf } from './file-bytes.ts';

const LABELS = {
  'windows-1252': 'windows-1252',
  'damaged utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
} as const;

/** Writes the whole file as UTF-8 without byte order mark to `target`; bytes that mean nothing become U+FFFD. */
export const transcode = async (
  source: string,
  encoding: WideEncoding | 'windows-1252' | 'damaged utf-8',
  target: string,
): Promise<void> => {
  const decoder = new TextDecoder(LABELS[encoding]);
  await using copy = await CopyFile.create(target);
  for await (const chunk of chunksOf(source)) await copy.write(Buffer.from(decoder.decode(chunk, { stream: true })));
  await copy.write(Buffer.from(decoder.decode()));
};
