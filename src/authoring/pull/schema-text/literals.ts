import type { PerEngine } from '../../../dialects/engines.ts';
import type { Value } from '../../../schema/definition.ts';
import type { Piece } from './layout.ts';

/** A text as source code: in the quotes that need the fewest escapes, or as a template if it has several lines. */
export function textLiteral(text: string): string {
  if (text.includes('\n') && !text.includes('\r')) return `\`${escaped(text).replaceAll(/`|\$\{/g, '\\$&')}\``;
  const plain = escaped(text).replaceAll('\n', '\\n');
  return plain.includes("'") && !plain.includes('"') ? `"${plain}"` : `'${plain.replaceAll("'", "\\'")}'`;
}

/** What would not be seen, or would be read as something else. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(unseen, (character) => {
    if (character === '\t') return '\\t';
    const hex = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex}`;
  });
}

/** Controls, formats, separators of lines and half characters; a line feed is none of them. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

export function valueLiteral(value: Value): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return `new Uint8Array([${value.join(', ')}])`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** SQL for every engine, or for each that is named. */
export function sqlPiece(sql: PerEngine<string>): Piece {
  if (typeof sql === 'string') return textLiteral(sql);
  const items = Object.entries(sql).map(([engine, text]) => ({ label: `${engine}: `, piece: textLiteral(text) }));
  return { open: '{', items, close: '}' };
}

export function sqlLiteral(sql: PerEngine<string>): string {
  if (typeof sql === 'string') return textLiteral(sql);
  return `{ ${Object.entries(sql)
    .map(([engine, text]) => `${engine}: ${textLiteral(text)}`)
    .join(', ')} }`;
}

/** A name as the key of an object. */
export function keyLabel(name: string): string {
  return `${/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) && !/[\u200c\u200d]/.test(name) ? name : textLiteral(name)}: `;
}

export function listPiece(names: readonly string[]): Piece {
  return { open: '[', items: names.map((name) => ({ piece: textLiteral(name) })), close: ']' };
}
