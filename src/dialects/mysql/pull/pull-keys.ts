import type { KeyDefinition, NamedSql } from '../../../schema/definition.ts';
import { quoted } from '../ddl.ts';
import type { PullNotes } from './pull-notes.ts';
import type { ForeignKeyWords, KeyWords } from './statement/table-statement.ts';
import { byCodePoint, type TableFacts } from './table-facts.ts';

export interface PulledKeys {
  readonly primaryKey: readonly string[];
  readonly uniques: readonly KeyDefinition[];
  readonly indexes: readonly KeyDefinition[];
  /** Those that are more than columns in order. */
  readonly statements: readonly NamedSql[];
}

/** The keys of a table in the order of their names. `isSayable`: whether SQL is of columns that are in the schema. */
export function pullKeys(table: TableFacts, isSayable: (sql: string) => boolean, notes: PullNotes): PulledKeys {
  const { keys, foreignKeys } = table.statement;
  const sayable = keys.filter((key) => {
    const isKept = isSayable(key.words);
    const what = key.kind === 'PRIMARY' ? 'primary key' : `index ${key.name}`;
    if (!isKept) notes.leftOut({ table: table.name }, `the ${what} of ${table.name}`, 'a column of it is not');
    return isKept;
  });
  const rest = sayable
    .filter((key) => key.kind !== 'PRIMARY' && !comesByItself(key, keys, foreignKeys))
    .sort((a, b) => byCodePoint(a.name, b.name));
  const plain = (kind: KeyWords['kind']) =>
    rest.filter((key) => key.isPlain && key.kind === kind).map((key) => ({ name: key.name, columns: columnsOf(key) }));
  return {
    primaryKey: primaryKey(table, sayable, notes),
    uniques: plain('UNIQUE'),
    indexes: plain(''),
    statements: rest.filter((key) => !key.isPlain).map((key) => indexStatement(table.name, key)),
  };
}

/** A key by the beginnings of texts is none that a schema can say. */
function primaryKey(table: TableFacts, keys: readonly KeyWords[], notes: PullNotes): readonly string[] {
  const key = keys.find(({ kind }) => kind === 'PRIMARY');
  if (key === undefined) return [];
  const generated = table.columns.filter(({ words }) => words.generated !== null).map(({ name }) => name);
  const isGenerated = columnsOf(key).some((name) => generated.includes(name));
  const isCut = key.parts.some(({ words }) => words.endsWith(')'));
  if (!isGenerated && !isCut) {
    if (!key.isPlain) notes.leftOut({ table: table.name }, `the order of the primary key of ${table.name}`, key.words);
    return columnsOf(key);
  }
  const reason = isCut ? 'it is of the beginnings of texts' : 'a column of it is computed';
  notes.leftOut(
    { table: table.name },
    `the primary key ${key.words} of ${table.name}`,
    `${reason}; extract will refuse`,
  );
  return [];
}

function columnsOf({ parts }: KeyWords): readonly string[] {
  return parts.flatMap(({ column }) => (column === null ? [] : [column]));
}

/** Whether the server makes it for a foreign key, and leaves it: no other index begins with the same columns. */
function comesByItself(key: KeyWords, keys: readonly KeyWords[], foreignKeys: readonly ForeignKeyWords[]): boolean {
  const columns = columnsOf(key);
  if (key.kind !== '' || !key.isPlain) return false;
  const isNamedSo = foreignKeys.some(
    ({ name, columns: its }) => name === key.name && its.length === columns.length && its.every(isAt(columns)),
  );
  return isNamedSo && !keys.some((other) => other !== key && columns.every(isAt(columnsOf(other))));
}

function isAt(columns: readonly string[]): (column: string, index: number) => boolean {
  return (column, index) => columns[index] === column;
}

function indexStatement(table: string, { kind, name, words }: KeyWords): NamedSql {
  const sql = `CREATE ${kind === '' ? '' : `${kind} `}INDEX ${quoted(name)} ON ${quoted(table)} ${words}`;
  return { name, sql: { mysql: sql } };
}
