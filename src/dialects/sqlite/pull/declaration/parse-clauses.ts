import type { Collected } from './parse-table.ts';
import { NotUnderstood, type TokenReader } from './token-reader.ts';

/** `(a, b COLLATE nocase DESC AUTOINCREMENT)` */
export function indexedColumns(reader: TokenReader) {
  const columns: string[] = [];
  const descending: boolean[] = [];
  let autoIncrement = false;
  reader.expectSymbol('(');
  do {
    columns.push(reader.name());
    if (reader.takeWords('COLLATE')) reader.name();
    descending.push(reader.takeWords('DESC') || (reader.takeWords('ASC') && false));
    if (reader.takeWords('AUTOINCREMENT')) autoIncrement = true;
  } while (reader.takeSymbol(','));
  reader.expectSymbol(')');
  return { columns, descending, autoIncrement };
}

/** `ON CONFLICT …` of `what`, if it comes next. ABORT is what is done without it. */
export function conflictClause(
  reader: TokenReader,
  collected: Pick<Collected, 'conflictClauses'> | null,
  what: string,
): void {
  if (!reader.takeWords('ON', 'CONFLICT')) return;
  const way = reader.name().toUpperCase();
  if (way !== 'ABORT') collected?.conflictClauses.push(`ON CONFLICT ${way} of ${what}`);
}

/** What follows FOREIGN KEY (…): the pragmas tell it, except for whether it is deferred. */
export function foreignKeyClause(reader: TokenReader): boolean {
  reader.expectWord('REFERENCES');
  return referenceClause(reader);
}

/** What follows REFERENCES. MATCH is read and has no effect, as in SQLite. */
export function referenceClause(reader: TokenReader): boolean {
  reader.name();
  if (reader.isSymbol('(')) reader.inParentheses();
  for (;;) {
    if (reader.takeWords('MATCH')) reader.name();
    else if (reader.takeWords('ON')) action(reader);
    else break;
  }
  return deferral(reader) ?? false;
}

function action(reader: TokenReader): void {
  if (!reader.takeWords('DELETE') && !reader.takeWords('UPDATE') && !reader.takeWords('INSERT')) {
    throw reader.notUnderstood();
  }
  const isKnown = actions.some((words) => reader.takeWords(...words));
  if (!isKnown) throw reader.notUnderstood();
}

const actions: readonly (readonly string[])[] = [
  ['SET', 'NULL'],
  ['SET', 'DEFAULT'],
  ['CASCADE'],
  ['RESTRICT'],
  ['NO', 'ACTION'],
];

/** `[NOT] DEFERRABLE [INITIALLY DEFERRED | INITIALLY IMMEDIATE]`; null: it does not come next. */
export function deferral(reader: TokenReader): boolean | null {
  const isNot = reader.takeWords('NOT', 'DEFERRABLE');
  if (!isNot && !reader.takeWords('DEFERRABLE')) return null;
  if (!reader.takeWords('INITIALLY')) return false;
  if (reader.takeWords('IMMEDIATE')) return false;
  if (!reader.takeWords('DEFERRED')) throw new NotUnderstood('INITIALLY is followed by neither DEFERRED nor IMMEDIATE');
  return !isNot;
}
