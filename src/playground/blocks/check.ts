/**
 * A small language for shapes of blocks: every check looks at one value and notes what is wrong with it, in the words
 * and with the pointers that Slack uses.
 */

export type Surface = 'message' | 'modal' | 'home';

export interface BlockRules {
  readonly surface: Surface;
  /** Whether a workspace of the time before tables, cards and carousels is asked. */
  readonly olderBlocks: boolean;
  /** Whether a picture that was uploaded can be shown: known, completed and looked at. */
  readonly showsFile: (file: { readonly id?: string; readonly url?: string }) => boolean;
}

/** What the checks of one message or view gather. */
export interface Findings {
  readonly rules: BlockRules;
  readonly problems: string[];
  readonly blockIds: Set<string>;
  /** Of the block that is being looked at. */
  actionIds: Set<string>;
  /** Blocks by type, wherever they are. */
  readonly counts: Map<string, number>;
  /** Characters by kind over the whole payload: of `data_table`, `table`, `markdown`. */
  readonly characters: Map<string, number>;
}

/** `at` is a JSON pointer. */
export type Check = (value: unknown, at: string, found: Findings) => void;
export type Shape = Readonly<Record<string, Check>>;

export const problem = (found: Findings, at: string, words: string): void => {
  found.problems.push(`${words} [json-pointer:${at}]`);
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A bare string of `least` to `most` UTF-16 characters. */
export const string =
  (most: number, least = 1): Check =>
  (value, at, found) => {
    if (typeof value !== 'string') problem(found, at, 'must be a string');
    else if (value.length > most) problem(found, at, `must be less than ${most + 1} characters`);
    else if (value.length < least) problem(found, at, `must be more than ${least - 1} characters`);
  };

export const url =
  (most: number): Check =>
  (value, at, found) => {
    string(most)(value, at, found);
    if (typeof value === 'string' && !/^https?:\/\/[^\s]+$/.test(value)) problem(found, at, 'must be a valid url');
  };

export const boolean: Check = (value, at, found) => {
  if (typeof value !== 'boolean') problem(found, at, 'must be a boolean');
};

export const integer =
  (least: number, most: number): Check =>
  (value, at, found) => {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    if (!fits) problem(found, at, `must be an integer from ${least} to ${most}`);
  };

export const number: Check = (value, at, found) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) problem(found, at, 'must be a number');
};

export const anything: Check = () => {};

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, at, found) => {
    if (!allowed.includes(value)) problem(found, at, `must be one of ${allowed.join(', ')}`);
  };

export const list =
  (item: Check, least: number, most: number): Check =>
  (value, at, found) => {
    if (!Array.isArray(value)) {
      problem(found, at, 'must be an array');
      return;
    }
    if (value.length > most) problem(found, at, `no more than ${most} items allowed`);
    if (value.length < least) problem(found, at, `no less than ${least} items allowed`);
    for (const [index, element] of value.entries()) item(element, `${at}/${index}`, found);
  };

/** Properties that must and that may be there; any other is refused. */
export const object =
  (required: Shape, optional: Shape = {}): Check =>
  (value, at, found) => {
    if (!isRecord(value)) {
      problem(found, at, 'must be an object');
      return;
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) problem(found, at, `missing required field: ${name}`);
    for (const [name, property] of Object.entries(value)) {
      const check = { ...optional, ...required }[name];
      if (!check) problem(found, at, `invalid additional property: ${name}`);
      else if (property !== undefined) check(property, `${at}/${name}`, found);
    }
  };

/** The check of the value's `type`; the types that are not in the table are refused. */
export const byType =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, at, found) => {
    const type = isRecord(value) && typeof value.type === 'string' ? value.type : '';
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check) check(value, at, found);
    else problem(found, `${at}/type`, `unsupported type: ${type}`);
  };

export const all =
  (...checks: readonly Check[]): Check =>
  (value, at, found) => {
    for (const check of checks) check(value, at, found);
  };

/** Something that holds of the whole value, which `holds` looks at where it is an object. */
export const rule =
  (holds: (value: Readonly<Record<string, unknown>>) => boolean, words: string): Check =>
  (value, at, found) => {
    if (isRecord(value) && !holds(value)) problem(found, at, words);
  };

/** @returns how many there are now of this kind */
export const add = (counts: Map<string, number>, kind: string, more: number): number => {
  const sum = (counts.get(kind) ?? 0) + more;
  counts.set(kind, sum);
  return sum;
};
