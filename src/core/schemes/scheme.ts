/** A published segment map: how its publisher scores customers, and which scores it calls what. */

/** Both ends belong to it. */
type Range = readonly [from: number, to: number];

/** Which scores a segment takes; `FM` is the mean of F and M; a code such as 321 is R 3, F 2, M 1. */
type Cells =
  | { readonly R: Range; readonly F: Range; readonly M: Range }
  | { readonly R: Range; readonly FM: Range }
  | { readonly codes: readonly string[] };

export interface SchemeGroup {
  /** As it is published. */
  readonly name: string;
  readonly cells: Cells;
}

/** How a figure becomes a score. */
export interface CutRule {
  /** Cut points as they are published, or quantiles (type 7) of the customers at these shares, each raised by `plus`. */
  readonly cuts: { readonly fixed: readonly number[] } | { readonly shares: readonly number[]; readonly plus: number };
  /** Whether a value that equals a cut is above it. */
  readonly onCut: 'above' | 'below';
  /** The smallest value is below every cut, however many customers share it. */
  readonly smallestIsBelow: boolean;
}

export interface Scoring {
  /** 1 or 0; the highest score is one more for each cut. */
  readonly lowest: number;
  readonly highest: number;
  /** Days since the last order: few are good. */
  readonly recency: CutRule;
  readonly frequency: CutRule;
  readonly monetary: CutRule;
  /** What counts as one purchase. */
  readonly purchases: 'orders' | 'rows';
  /** Only orders of so many days before the as-of instant are looked at; `null`: all. */
  readonly windowDays: number | null;
}

export interface Scheme {
  readonly id: string;
  /** Short, for "the … map". */
  readonly name: string;
  readonly source: string;
  /** How it scores, in a sentence. */
  readonly scoring: string;
  /** What its publisher leaves open and how it is done here, or what it takes to be trusted; `null` where nothing. */
  readonly assumption: string | null;
  /** What the publisher asks of a shop before it shows the map at all. */
  readonly needs: { readonly customers: number; readonly historyDays: number } | null;
  readonly rule: Scoring;
  /** The first that takes a customer's scores gets the customer. */
  readonly groups: readonly SchemeGroup[];
}

export interface MapScores {
  readonly R: number;
  readonly F: number;
  readonly M: number;
}

const within = (score: number, [from, to]: Range): boolean => score >= from && score <= to;

const takes = (cells: Cells, { R, F, M }: MapScores): boolean => {
  if ('codes' in cells) return cells.codes.includes(`${R}${F}${M}`);
  if ('FM' in cells) return within(R, cells.R) && within((F + M) / 2, cells.FM);
  return within(R, cells.R) && within(F, cells.F) && within(M, cells.M);
};

/** Index of the group of these scores; `null` where the map has none for them. */
export const placeOf = ({ groups }: Pick<Scheme, 'groups'>, scores: MapScores): number | null => {
  const place = groups.findIndex(({ cells }) => takes(cells, scores));
  return place === -1 ? null : place;
};

/** Every combination of scores, M fastest, then F, then R, from the lowest. */
export const allScores = ({ lowest, highest }: Pick<Scoring, 'lowest' | 'highest'>): readonly MapScores[] => {
  const levels = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
  return levels.flatMap(R => levels.flatMap(F => levels.map(M => ({ R, F, M }))));
};

/** Names of groups that no customer can be in, because groups before them take all their scores. */
export const neverReached = (scheme: Pick<Scheme, 'groups' | 'rule'>): readonly string[] => {
  const reached = new Set(allScores(scheme.rule).map(scores => placeOf(scheme, scores)));
  return scheme.groups.filter((_, place) => !reached.has(place)).map(({ name }) => name);
};

/** "Can't Lose Them" as an id: `cant-lose-them`. */
export const groupId = ({ name }: Pick<SchemeGroup, 'name'>): string =>
  name
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, '-');
