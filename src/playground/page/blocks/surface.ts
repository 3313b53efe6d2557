/** Where blocks stand, and what pressing and filling in means there. */
import type { SeenMessage, SeenView } from '../../seen.ts';
import type { Desk } from '../desk.ts';

/** What a field holds, as a submission tells it: `{ value }`, `{ selected_option: { value } }`, `{ files: [{ id }] }`. */
export type Filled = Readonly<Record<string, unknown>>;
/** By block, then by action. */
export type Values = Readonly<Record<string, Readonly<Record<string, Filled>>>>;

export interface Surface {
  /** Several values of a menu are divided by commas. */
  readonly press: (action: string, value?: string) => void;
  /** Fields that wait until a modal is sent off. */
  readonly fill: (block: string, action: string, value: Filled) => void;
  /** By block. */
  readonly errors: Readonly<Record<string, string>>;
}

export const messageSurface = ({ run }: Desk, { channel, ts }: SeenMessage): Surface => ({
  press: (action, value) => void run('click', { channel, ts, action, value }),
  fill: () => {},
  errors: {},
});

const NO_FIELDS: Pick<Surface, 'fill' | 'errors'> = { fill: () => {}, errors: {} };

export const viewSurface = ({ run }: Desk, { id }: SeenView, fields = NO_FIELDS): Surface => ({
  press: (action, value) => void run('click', { view: id, action, value }),
  ...fields,
});

export interface BlockProps {
  readonly block: Readonly<Record<string, unknown>>;
  readonly surface: Surface;
}
