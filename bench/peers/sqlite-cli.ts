import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceProject } from '../data-sets/open-source.ts';
import type { ColumnDefinition, SchemaDefinition, TableDefinition } from '../../src/schema/definition.ts';
import { emptyFolder, newDatabase } from '../sqlite-target.ts';
import { work, type Work } from '../work.ts';

export interface SqliteCliWorks {
  readonly export: Work;
  readonly import: Work;
  /** Out of one database into another, without an extract. */
  readonly attach: Work;
}

/** Those of `src/dialects/sqlite/target.ts`. */
const pragmas =
  'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16384;';

/** The `sqlite3` command line. It writes a blob as hex, and leaves it so when it reads it back. Names: `orders: sqlite3 export`. */
export function sqliteCliWorks(name: string, project: SourceProject, { tables }: SchemaDefinition): SqliteCliWorks {
  const place = (folder: string): string => join(project.folder, folder);
  const csv = (table: TableDefinition): string => quoted(join(place('sqlite3-csv'), `${table.name}.csv`));
  const create = tables.map(createTable);
  const run = (
    folder: string,
    database: string,
    statements: readonly string[],
  ): Pick<Work, 'commands' | 'programs' | 'rows'> => {
    const script = join(project.folder, `${folder}.sql`);
    writeFileSync(script, `${statements.join('\n')}\n`);
    return {
      commands: [{ argv: ['sqlite3', '-batch', '-bail', database], stdin: script }],
      programs: ['sqlite3'],
      rows: project.rows,
    };
  };
  const imported = join(place('sqlite3-import'), 'app_v3.db');
  const attached = join(place('sqlite3-attach'), 'app_v3.db');
  return {
    export: work({
      name: `${name}: sqlite3 export`,
      ...run('sqlite3-csv', project.database, [
        '.mode csv',
        '.headers on',
        ...tables.flatMap((table) => [`.output ${csv(table)}`, `${select(table, exported)};`]),
      ]),
      prepare: async () => emptyFolder(place('sqlite3-csv')),
    }),
    import: work({
      name: `${name}: sqlite3 import`,
      ...run('sqlite3-import', imported, [
        pragmas,
        ...create,
        '.mode csv',
        ...tables.map((table) => `.import --skip 1 ${csv(table)} ${table.name}`),
      ]),
      after: [`${name}: sqlite3 export`],
      ...newDatabase(imported, project),
    }),
    attach: work({
      name: `${name}: sqlite3 attach`,
      ...run('sqlite3-attach', attached, [
        pragmas,
        `ATTACH ${quoted(project.database)} AS source;`,
        ...create,
        'BEGIN;',
        ...tables.map((table) => `INSERT INTO main."${table.name}" ${select(table, named, 'source.')};`),
        'COMMIT;',
      ]),
      ...newDatabase(attached, project),
    }),
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function select(table: TableDefinition, column: (column: ColumnDefinition) => string, from = ''): string {
  const order = table.primaryKey.map((name) => `"${name}"`).join(', ');
  return `SELECT ${table.columns.map(column).join(', ')} FROM ${from}"${table.name}" ORDER BY ${order}`;
}

const named = ({ name }: ColumnDefinition): string => `"${name}"`;

const exported = ({ name, type }: ColumnDefinition): string => (type.kind === 'blob' ? `hex("${name}")` : `"${name}"`);

/** As an application makes it. Not STRICT: `.import` writes the empty text where NULL was. */
function createTable({ name, columns, primaryKey }: TableDefinition): string {
  const definitions = columns.map((column) => {
    const key = primaryKey.length === 1 && primaryKey[0] === column.name ? ' PRIMARY KEY' : '';
    return `"${column.name}" ${storage(column)}${key}${column.nullable ? '' : ' NOT NULL'}`;
  });
  return `CREATE TABLE main."${name}" (${definitions.join(', ')});`;
}

function storage({ type }: ColumnDefinition): string {
  const other: Partial<Record<typeof type.kind, string>> = { int: 'INTEGER', real: 'REAL', blob: 'BLOB' };
  return other[type.kind] ?? 'TEXT';
}
