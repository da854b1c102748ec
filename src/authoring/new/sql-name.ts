import { reservedWords } from '../../dialects/reserved-words.ts';

/** A name in SQL that every engine takes, in backticks where it needs quotes. */
export function sqlName(name: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(name) && !reservedWords.has(name.toLowerCase());
  return isPlain ? name : `\`${name.replaceAll('`', '``')}\``;
}
