import { lineAt } from './changing-code.ts';

/**
 * The line of a file where a part of some SQL is written: its own line if that occurs once in the file, else the line of the table's
 * entry. null: neither is found.
 */
export function lineOfSql(text: string, table: string, sql: string, at: number): number | null {
  const line = sql.slice(sql.lastIndexOf('\n', at - 1) + 1).split('\n')[0] ?? '';
  // A parameter is a question mark in the SQL, and something else in the file.
  const pieces = line.split('?').map((piece) => piece.trim());
  const piece = pieces.sort((a, b) => b.length - a.length)[0] ?? '';
  return lineOfOnly(text, piece) ?? lineOfKey(text, table);
}

/** The line of the only place where `name:` is the key of an object, at the start of a line if there is one; null: there are more. */
export function lineOfKey(text: string, name: string): number | null {
  const word = name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  const keys = (before: string) => [...text.matchAll(new RegExp(`${before}[ \\t]*(['"\`]?)${word}\\1[ \\t]*:`, 'gm'))];
  const starting = keys('^');
  const [only, ...others] = starting.length > 0 ? starting : keys('[{,]');
  return only === undefined || others.length > 0 ? null : lineAt(text, only.index);
}

function lineOfOnly(text: string, piece: string): number | null {
  const at = piece.length < shortestPiece ? -1 : text.indexOf(piece);
  return at < 0 || text.includes(piece, at + 1) ? null : lineAt(text, at);
}

/** Shorter ones occur by chance. */
const shortestPiece = 6;
