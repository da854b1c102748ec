import { printable } from '../errors/printable.ts';

const shownCharacters = 40;
const startCharacters = 300;

/** A text for a message: quoted, control characters escaped, shortened. */
export function shownText(text: string): string {
  const [shown, rest] = [text.slice(0, shownCharacters), text.length - shownCharacters];
  const quoted = printable(JSON.stringify(shown));
  return rest > 0 ? `${quoted}… (${rest} more)` : quoted;
}

/** A text of any length for a message, as it is, but not all of it. */
export function shownStart(text: string): string {
  return text.length > startCharacters ? `${text.slice(0, startCharacters)}…` : text;
}
