import type { NamedSql } from '../../../../schema/definition.ts';
import { derivedName } from '../../../../schema/derived-name.ts';
import { finding } from '../../../../finding.ts';
import type { PulledNote } from '../../../pulled.ts';
import { quoted } from '../../ddl.ts';
import { withTextsQuoted } from '../declaration/loose-strings.ts';
import { tokensOf } from '../declaration/tokens.ts';
import { builtInCollations, isPlain } from './plain-index.ts';
import type { RawIndex, RawTable } from './raw-table.ts';

/** The indexes of a table that are more than columns in order, as statements. */
export function otherIndexes(table: RawTable): {
  readonly indexes: readonly NamedSql[];
  readonly notes: readonly PulledNote[];
} {
  const others = table.indexes.filter((index) => index.origin !== 'pk' && !isPlain(table, index));
  const isSayable = (index: RawIndex): boolean => foreignCollation(index) === undefined;
  return {
    indexes: others.filter(isSayable).map((index) => statementOf(table, index)),
    notes: others.filter((index) => !isSayable(index)).map((index) => note(table, index)),
  };
}

function foreignCollation({ columns }: RawIndex): string | undefined {
  return columns.map(({ collation }) => collation).find((name) => !builtInCollations.includes(name.toUpperCase()));
}

/** A UNIQUE of the table has no statement: one is made that says the same. */
function statementOf(table: RawTable, index: RawIndex): NamedSql {
  if (index.sql !== null) return { name: index.name, sql: { sqlite: textsQuoted(table, index.sql) } };
  const names = index.columns.flatMap((column) => column.name ?? []);
  const name = derivedName(table.name, ...names, 'unique');
  const columns = index.columns.map((column) =>
    [quoted(column.name ?? ''), `COLLATE ${column.collation}`, ...(column.isDescending ? ['DESC'] : [])].join(' '),
  );
  const sql = `CREATE UNIQUE INDEX ${quoted(name)} ON ${quoted(table.name)} (${columns.join(', ')})`;
  return { name, sql: { sqlite: sql } };
}

/** Names of the index and its table stand before the first parenthesis. */
function textsQuoted({ name, columns }: RawTable, sql: string): string {
  const start = tokensOf(sql).find(({ raw }) => raw === '(')?.start ?? sql.length;
  return sql.slice(0, start) + withTextsQuoted(sql.slice(start), [name, ...columns.map((column) => column.name)]);
}

function note({ name }: RawTable, index: RawIndex): PulledNote {
  const reason = `its collation ${foreignCollation(index)} is the application's own`;
  const what = `the index ${index.name} of ${name}`;
  return { table: name, column: null, finding: finding('PULL_NOT_EXPRESSED', { what, reason }) };
}
