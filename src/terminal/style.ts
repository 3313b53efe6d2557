/** How a text stands out in a terminal. */
import { styleText } from 'node:util';

/** Colours and weights; `styleText` leaves them out where the stream is no terminal or NO_COLOR is set. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly warn: (text: string) => string;
}

export const styleFor = (stream: NodeJS.WriteStream): Style => ({
  bold: text => styleText('bold', text, { stream }),
  dim: text => styleText('dim', text, { stream }),
  warn: text => styleText('yellow', text, { stream }),
});

export const heading = (text: string, style: Style): string => style.bold(text.toUpperCase());

/** Text from a file must not steer the terminal. */
export const printable = (text: string): string =>
  text.replaceAll(/[\t\r\n\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
