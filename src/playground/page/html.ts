/** Markup in template strings. Whatever is put into it is text, never markup. */
import { html as tagged } from 'htm/preact';
import type { ComponentChildren } from 'preact';

/** What a component draws. */
export type View = ComponentChildren;

export const html: (strings: TemplateStringsArray, ...values: unknown[]) => View = tagged;
