import type {
  ColumnDeclaration,
  DeclaredCheck,
  DeclaredForeignKey,
  DeclaredPrimaryKey,
  DeclaredUnique,
  TableDeclaration,
} from './declaration.ts';
import { parseColumn } from './parse-column.ts';
import { conflictClause, foreignKeyClause, indexedColumns } from './parse-clauses.ts';
import { TokenReader } from './token-reader.ts';

/** What is collected while a declaration is read. */
export interface Collected {
  readonly columns: ColumnDeclaration[];
  readonly checks: DeclaredCheck[];
  readonly uniques: DeclaredUnique[];
  readonly foreignKeys: DeclaredForeignKey[];
  primaryKey: DeclaredPrimaryKey | null;
  readonly conflictClauses: string[];
}

/**
 * Reads the stored CREATE TABLE statement of a table.
 *
 * @throws {NotUnderstood} where it is not what the grammar of https://sqlite.org/lang_createtable.html asks for.
 */
export function parseTable(sql: string): TableDeclaration {
  const reader = new TokenReader(sql);
  const collected: Collected = {
    columns: [],
    checks: [],
    uniques: [],
    foreignKeys: [],
    primaryKey: null,
    conflictClauses: [],
  };
  reader.expectWord('CREATE');
  reader.expectWord('TABLE');
  reader.name();
  reader.expectSymbol('(');
  do item(reader, collected);
  while (reader.takeSymbol(','));
  reader.expectSymbol(')');
  options(reader);
  return collected;
}

const tableConstraints = ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'];

/** One column, or constraints of the table: no comma is needed between these. Columns may come later still: they were added. */
function item(reader: TokenReader, collected: Collected): void {
  if (!reader.isWord(...tableConstraints)) return parseColumn(reader, collected);
  let name: string | null = null;
  while (reader.isWord(...tableConstraints)) {
    if (reader.takeWords('CONSTRAINT')) {
      name = reader.name();
      continue;
    }
    tableConstraint(reader, collected, name);
    name = null;
  }
}

function tableConstraint(reader: TokenReader, collected: Collected, name: string | null): void {
  if (reader.takeWords('PRIMARY', 'KEY')) {
    const { columns, descending, autoIncrement } = indexedColumns(reader);
    collected.primaryKey = { columns, descending, autoIncrement };
    conflictClause(reader, collected, `the primary key`);
  } else if (reader.takeWords('UNIQUE')) {
    const { columns } = indexedColumns(reader);
    collected.uniques.push({ name, columns });
    conflictClause(reader, collected, `the unique key over ${columns.join(', ')}`);
  } else if (reader.takeWords('CHECK')) {
    collected.checks.push({ name, expression: reader.inParentheses() });
    // Taken by the grammar, and without an effect.
    conflictClause(reader, null, '');
  } else if (reader.takeWords('FOREIGN', 'KEY')) {
    const { columns } = indexedColumns(reader);
    collected.foreignKeys.push({ name, columns, deferred: foreignKeyClause(reader) });
  } else throw reader.notUnderstood();
}

/** The pragmas tell what they are. */
function options(reader: TokenReader): void {
  while (!reader.atEnd) {
    const isKnown = reader.takeWords('WITHOUT', 'ROWID') || reader.takeWords('STRICT');
    if (!isKnown) throw reader.notUnderstood();
    if (!reader.takeSymbol(',') && !reader.atEnd) throw reader.notUnderstood();
  }
}
