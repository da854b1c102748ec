import { textWidth } from './text-width.ts';

/** Most columns of a line, without what it is indented by. */
const maxColumns = 110;

/** A comment in TypeScript, in lines that are broken between words. */
export function commentLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last ?? '//'} ${shown(word)}`;
    if (last === undefined || textWidth(longer) > maxColumns) lines.push(`// ${shown(word)}`);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** One line of a comment, however long. */
export function commentLine(text: string): string {
  return `// ${shown(text)}`;
}

/** What would end the line is shown as an escape. */
function shown(text: string): string {
  return text.replace(/[\n\r\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
