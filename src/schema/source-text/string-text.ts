/**
 * A text as a string literal of TypeScript, in the quotes that need fewer escapes, single ones if both do. Characters that
 * nobody sees are escaped.
 */
export function stringText(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const content = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${content.replace(unseen, escaped)}${quote}`;
}

/** What JSON leaves as it is: control and format characters, line and paragraph separators, spaces but the usual one. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
