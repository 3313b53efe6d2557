/** Sends to the server what somebody does. */

/** What came of it; `null` where it did not work, which has been said already. */
export type Do = (name: string, fields: Fields, files?: readonly File[]) => Promise<Result | null>;

type Fields = Readonly<Record<string, unknown>>;

interface Result {
  readonly notice?: string;
  /** Slack would not have let one do this; the notice says why. */
  readonly isRefused?: true;
  readonly errors?: Readonly<Record<string, string>>;
  readonly files?: readonly { readonly id: string; readonly name: string }[];
  /** Of the message that was posted. */
  readonly ts?: string;
}

const bodyOf = (fields: Fields, files: readonly File[] | undefined): string | FormData => {
  if (files === undefined) return JSON.stringify(fields);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, String(value));
  for (const file of files) form.append('file', file);
  return form;
};

export const doingAs =
  (me: string, toast: (text: string) => void): Do =>
  async (name, fields, files) => {
    try {
      const body = bodyOf(fields, files);
      const response = await fetch(`/do/${name}?as=${me}`, { method: 'POST', body });
      const result: Result = await response.json();
      if (result.notice) toast(result.notice);
      return response.ok && result.isRefused !== true ? result : null;
    } catch {
      toast('The playground does not answer. Is it still running?');
      return null;
    }
  };
