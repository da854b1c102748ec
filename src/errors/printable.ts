/** Control characters, but for line feeds and tabs, and what turns the direction of a text. */
const obeyed = /(?![\n\t])[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * A text as a terminal shows it: what it would obey instead is written as `\u001b`. Names, values and the words of a server are not
 * ours.
 */
export function printable(text: string): string {
  return text.replaceAll(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
