/** The part of a submitted view's state that answers are read from: block id → action id → what was chosen. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, ViewValue>>>>;

interface ViewValue {
  readonly selected_option?: { readonly value?: string } | null;
  readonly value?: string | null;
  readonly files?: readonly { readonly id: string }[];
}

/** Block id → what is wrong there; as Slack shows it below the field. */
export interface FieldErrors {
  readonly errors: Readonly<Record<string, string>>;
}
