import type { Database } from 'better-sqlite3';
import type { ReferenceAction } from '../../../../schema/definition.ts';
import { quoted } from '../../ddl.ts';
import type { TableDeclaration } from '../declaration/declaration.ts';
import { parseTable } from '../declaration/parse-table.ts';
import { NotUnderstood, withoutComments } from '../declaration/token-reader.ts';
import type { RawColumn, RawForeignKey, RawTable } from './raw-table.ts';
import { readIndexes } from './read-indexes.ts';

interface TableInfo {
  readonly name: string;
  readonly wr: bigint;
  readonly sql: string;
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: bigint;
  readonly dflt_value: string | null;
  readonly pk: bigint;
  /** 2: virtual, 3: stored. */
  readonly hidden: bigint;
}

interface ReferenceInfo {
  readonly id: bigint;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
  readonly on_update: string;
  readonly on_delete: string;
}

/** Every ordinary table, by name in the order of code points. */
export function readTables(database: Database): readonly RawTable[] {
  return database
    .prepare<[], TableInfo>(
      `SELECT l.name, l.wr, s.sql FROM pragma_table_list AS l JOIN sqlite_schema AS s ON s.type = 'table' AND s.name = l.name
        WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          AND l.name <> 'ntom_schema' ORDER BY l.name`,
    )
    .all()
    .map((info) => readTable(database, info));
}

/** The names of tables that have their rows elsewhere. */
export function virtualTables(database: Database): readonly string[] {
  return database
    .prepare<[], string>(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual' ORDER BY name`)
    .pluck()
    .all();
}

function readTable(database: Database, { name, wr, sql }: TableInfo): RawTable {
  const infos = database.prepare<[], ColumnInfo>(`PRAGMA table_xinfo(${quoted(name)})`).all();
  const foreignKeys = readForeignKeys(database, name);
  const { declaration, problem } = declarationOf(sql, infos, foreignKeys.length);
  const keyed = infos.filter(({ pk }) => pk > 0n).sort((a, b) => Number(a.pk - b.pk));
  return {
    name,
    columns: infos.map((info, index) => rawColumn(info, declaration.columns[index])),
    primaryKey: keyed.map((column) => column.name),
    impliedKey: keyed.map((column) => column.name),
    hasRowId: wr === 0n,
    indexes: readIndexes(database, name),
    foreignKeys,
    declaration,
    problem,
  };
}

const nothing: TableDeclaration = {
  columns: [],
  checks: [],
  uniques: [],
  foreignKeys: [],
  primaryKey: null,
  conflictClauses: [],
};

/** What the pragmas tell too has to be the same there. */
function declarationOf(sql: string, infos: readonly ColumnInfo[], references: number) {
  try {
    const declaration = parseTable(sql);
    const isSame =
      declaration.columns.length === infos.length &&
      declaration.columns.every(({ name }, index) => name === infos[index]?.name) &&
      declaration.foreignKeys.length === references;
    if (!isSame) throw new NotUnderstood('it was read as other columns or references than there are');
    return { declaration, problem: null };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { declaration: nothing, problem: error.message };
  }
}

function rawColumn(
  { name, type, notnull, dflt_value, hidden }: ColumnInfo,
  declaration: RawColumn['declaration'] = { name, comment: null, collation: null, generated: null },
): RawColumn {
  return {
    name,
    declaredType: typeOf(type),
    notNull: notnull !== 0n,
    default: dflt_value === null ? null : withoutComments(dflt_value),
    generated: hidden === 2n ? 'virtual' : hidden === 3n ? 'stored' : null,
    declaration,
  };
}

/** Comments in it are no part of it, nor is the GENERATED behind it, which the engine takes for one before a comment. */
function typeOf(type: string): string {
  const words = withoutComments(type).replaceAll(/\s+/g, ' ').trim();
  return words === type ? type : words.replace(/ ?\bGENERATED$/i, '');
}

/** The pragma numbers them from the last one that was declared. */
function readForeignKeys(database: Database, table: string): readonly RawForeignKey[] {
  const rows = database
    .prepare<[string], ReferenceInfo>('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq')
    .all(table);
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((columns) => {
    const [first] = columns;
    if (first === undefined) return [];
    const to = columns.flatMap((column) => column.to ?? []);
    return {
      columns: columns.map(({ from }) => from),
      parent: first.table,
      to: to.length === columns.length ? to : null,
      onDelete: first.on_delete.toLowerCase() as ReferenceAction,
      onUpdate: first.on_update.toLowerCase() as ReferenceAction,
    };
  });
}
