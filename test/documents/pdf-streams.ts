import { inflateSync } from 'node:zlib';

/** Everything in a PDF file, inflated where it was deflated. */
export const pdfStreams = (pdf: Uint8Array): readonly Buffer[] => {
  const text = Buffer.from(pdf).toString('latin1');
  const streams = Array.from(
    text.matchAll(/<<(.*?)>>\s*stream\r?\n(.*?)\r?\nendstream/gs),
    ([, facts = '', content = '']) => {
      const bytes = Buffer.from(content, 'latin1');
      return facts.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    },
  );
  return [Buffer.from(pdf), ...streams];
};
