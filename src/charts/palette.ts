/**
 * Twelve colours that stay apart with red-, green- and blue-blindness (test/charts/palette.test.ts measures it): seven of
 * Okabe & Ito 2008 (their yellow is too faint on white), three of Paul Tol's "muted" and two neutrals.
 */
import type { Segment } from '../core/report.ts';

export const PALETTE = [
  '#0072B2', // blue
  '#009E73', // green
  '#56B4E9', // sky
  '#E69F00', // orange
  '#D55E00', // vermilion
  '#CC79A7', // pink
  '#332288', // indigo
  '#882255', // wine
  '#7A4B13', // brown
  '#D2BE5F', // sand
  '#6B7280', // grey
  '#2B2F36', // charcoal
] as const;

/**
 * The colour that a segment prefers, as an index into the palette, by the id of its name without qualifier: Champions
 * keep their colour from week to week, whatever the other segments are. Names that mean much the same in different packs
 * share one.
 */
const PREFERRED: Readonly<Record<string, number>> = {
  champions: 0,
  'best-customers': 0,
  vip: 0,
  loyal: 1,
  'loyal-customers': 1,
  'frequent-shoppers': 1,
  potential: 2,
  'potential-loyal': 2,
  promising: 3,
  'occasional-customers': 3,
  'casual-shoppers': 3,
  'at-risk': 4,
  'almost-lost': 4,
  new: 5,
  newcomers: 5,
  'recent-small-buyers': 5,
  'big-spenders': 6,
  'high-rollers': 6,
  'cant-lose': 7,
  'big-spenders-now-inactive': 7,
  'lapsed-vip': 7,
  'about-to-sleep': 8,
  'one-time-buyers': 8,
  'one-time-shoppers': 8,
  'need-attention': 9,
  regulars: 9,
  'small-regulars': 9,
  'small-basket-regulars': 9,
  lost: 10,
  'lost-cheap-customers': 10,
  inactive: 10,
  hibernating: 11,
};

type Identified = Pick<Segment, 'id'>;

/**
 * One colour per segment, in the order of the segments. It depends on the set of ids only, not on their order: where two
 * want the same colour, the shorter id (the one without qualifier) has it and the other takes the next free one. Beyond
 * twelve segments the colours repeat.
 */
export function segmentColours(segments: readonly Identified[]): string[] {
  const ids = segments.map(segment => segment.id).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const slotOf = new Map<string, number>();
  const taken = new Set<number>();
  for (const wantsTaken of [false, true]) {
    for (const id of ids) {
      if (slotOf.has(id)) continue;
      const wanted = preferredSlot(id);
      if (taken.has(wanted) && !wantsTaken) continue;
      const slot = nextFree(wanted, taken);
      slotOf.set(id, slot);
      taken.add(slot);
    }
  }
  return segments.map(segment => PALETTE[slotOf.get(segment.id)!]!);
}

/** The longest known name that the id starts with, else a colour derived from the whole id. */
function preferredSlot(id: string): number {
  const parts = id.split('-');
  for (let length = parts.length; length > 0; length--) {
    const slot = PREFERRED[parts.slice(0, length).join('-')];
    if (slot !== undefined) return slot;
  }
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.codePointAt(0)!) % 1_000_003;
  return hash % PALETTE.length;
}

function nextFree(wanted: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < PALETTE.length; step++) {
    const slot = (wanted + step) % PALETTE.length;
    if (!taken.has(slot)) return slot;
  }
  return wanted;
}

/** The colour mixed with white: `amount` 1 is the colour itself, 0 is white. */
export function tint(colour: string, amount: number): string {
  return toHex(channels(colour).map(channel => 255 + (channel - 255) * amount));
}

/** Dark or white, whichever is easier to read on this background (WCAG 2 contrast). */
export function readableOn(background: string): string {
  const luminance = relativeLuminance(background);
  const onWhite = 1.05 / (luminance + 0.05);
  const onDark = (luminance + 0.05) / (relativeLuminance(PALETTE[11]) + 0.05);
  return onWhite > onDark ? '#FFFFFF' : PALETTE[11];
}

/** WCAG 2 relative luminance, 0 (black) to 1 (white). */
export function relativeLuminance(colour: string): number {
  const linear = channels(colour).map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}

const channels = (colour: string): number[] => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));

const toHex = (rgb: readonly number[]): string =>
  `#${rgb.map(channel => Math.round(channel).toString(16).padStart(2, '0').toUpperCase()).join('')}`;
