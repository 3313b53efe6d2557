/** What each element is given. */
import type { Surface } from '../blocks/surface.ts';

export interface ElementProps {
  /** Id of the block around it. */
  readonly block: string;
  readonly element: Readonly<Record<string, unknown>>;
  readonly surface: Surface;
  /** In a modal: it waits until the modal is sent off. */
  readonly isField?: boolean;
  readonly isRequired?: boolean;
  readonly labelledBy?: string;
  readonly describedBy?: string;
}

/** Attributes that every control has. */
export const naming = ({ labelledBy, describedBy, isRequired, element }: ElementProps) => ({
  'aria-labelledby': labelledBy,
  'aria-describedby': describedBy,
  'aria-label': labelledBy ? undefined : nameOf(element),
  'aria-required': isRequired && labelledBy ? 'true' : undefined,
});

const nameOf = ({ accessibility_label, placeholder, action_id }: ElementProps['element']): string => {
  const written = (placeholder as { text?: unknown } | undefined)?.text;
  return String(accessibility_label ?? written ?? action_id ?? '');
};
