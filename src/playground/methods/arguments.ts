/** Reads arguments of a call: numbers and truth come as text in a form, as themselves in JSON. */
import { type Args, refusalWith } from './method.ts';

/** `null` for what is absent or empty. */
export const given = (args: Args, name: string): string | null => {
  const value = args[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
};

/** @throws {Refusal} `invalid_arguments` where it is absent */
export const needed = (args: Args, name: string): string => {
  const value = given(args, name);
  if (value === null) throw refusalWith('invalid_arguments', [`missing required field: ${name}`]);
  return value;
};

export const isTrue = (args: Args, name: string): boolean =>
  args[name] === true || /^(true|1)$/.test(String(args[name]));

/** `null` where it is absent. @throws {Refusal} `invalid_arguments` for what is no list */
export const list = (args: Args, name: string): readonly unknown[] | null => {
  const value = args[name];
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) return value;
  throw refusalWith('invalid_arguments', [`must be a list [json-pointer:/${name}]`]);
};

export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
