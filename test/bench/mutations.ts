/** Real files, cut and spoilt the way disks, editors and transfers do it. */

type Random = () => number;

interface Mutation {
  readonly how: string;
  readonly apply: (bytes: Buffer, random: Random) => Buffer;
}

const at = (bytes: Buffer, random: Random): number => Math.floor(random() * (bytes.length + 1));

const inserted = (bytes: Buffer, place: number, text: string): Buffer =>
  Buffer.concat([bytes.subarray(0, place), Buffer.from(text, 'utf8'), bytes.subarray(place)]);

const insertion = (how: string, texts: readonly string[]): Mutation => ({
  how,
  apply: (bytes, random) => inserted(bytes, at(bytes, random), texts[Math.floor(random() * texts.length)]!),
});

const replacement = (how: string, from: RegExp, to: readonly string[]): Mutation => ({
  how,
  apply: (bytes, random) => {
    const by = to[Math.floor(random() * to.length)]!;
    return Buffer.from(
      bytes.toString('latin1').replace(from, each => (random() < 0.1 ? by : each)),
      'latin1',
    );
  },
});

const MUTATIONS: readonly Mutation[] = [
  {
    how: 'a byte changed',
    apply: (bytes, random) => {
      const copy = Buffer.from(bytes);
      copy[Math.min(copy.length - 1, at(bytes, random))] = Math.floor(random() * 256);
      return copy;
    },
  },
  { how: 'cut off', apply: (bytes, random) => bytes.subarray(0, at(bytes, random)) },
  { how: 'beginning lost', apply: (bytes, random) => bytes.subarray(at(bytes, random)) },
  {
    how: 'a piece lost',
    apply: (bytes, random) => {
      const place = at(bytes, random);
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + Math.floor(random() * 500))]);
    },
  },
  {
    how: 'a piece twice',
    apply: (bytes, random) => {
      const place = at(bytes, random);
      return Buffer.concat([bytes.subarray(0, place + Math.floor(random() * 500)), bytes.subarray(place)]);
    },
  },
  {
    how: 'zero bytes',
    apply: (bytes, random) => inserted(bytes, at(bytes, random), '\0'.repeat(1 + Math.floor(random() * 50))),
  },
  {
    how: 'a very long cell',
    apply: (bytes, random) => inserted(bytes, at(bytes, random), 'x'.repeat(Math.floor(random() * 200_000))),
  },
  insertion('a quote', ['"', "'", '""', '"""', '",', '"\n']),
  insertion('a line end', ['\n', '\r', '\r\n', '\n\n', '\u{2028}', '\v']),
  insertion('a delimiter', [',', ';', '\t', '|', ',,,,']),
  insertion('signs', ['\u{feff}', '\u{202e}', '🎁', 'é', '\u{fffd}', '=1+1', '<!channel>']),
  replacement('other delimiters', /,/g, [';', '\t', '|', '']),
  replacement('other line ends', /\r?\n/g, ['\r', '\n\n', '\r\n', ' ']),
  replacement('other numbers', /\d+\.\d+/g, [
    '1,5',
    '1.234,50',
    '€ 5',
    '(5)',
    '−5',
    '$5',
    'NaN',
    '1e400',
    '99999999999999999999',
  ]),
  replacement('other dates', /\d+\/\d+\/\d{4} \d+:\d+|\d{4}-?\d\d-?\d\d/g, [
    '45123',
    '5. Mai 2011',
    '1304553600',
    '2011-05-05T10:00:00+02:00',
    '31.02.2011',
    '0000-00-00',
    '5/13/2011',
  ]),
];

const LARGEST = 30_000;
const MOST_MUTATIONS = 4;

/** A part of the file with its head, spoilt one to four times. */
export const mutated = (original: Buffer, random: Random): { readonly bytes: Buffer; readonly how: string } => {
  const length = Math.floor(random() ** 2 * LARGEST) + 200;
  let bytes: Buffer = Buffer.from(original.subarray(0, length));
  const done: string[] = [];
  for (let left = 1 + Math.floor(random() * MOST_MUTATIONS); left > 0; left--) {
    const { how, apply } = MUTATIONS[Math.floor(random() * MUTATIONS.length)]!;
    bytes = apply(bytes, random);
    done.push(how);
  }
  return { bytes, how: done.join(', ') };
};
