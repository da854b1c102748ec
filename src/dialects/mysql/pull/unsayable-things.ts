import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import type { PullNotes } from './pull-notes.ts';
import { byCodePoint, type Relation } from './table-facts.ts';

/** What a database has beside tables, views and triggers: by its name in SQL, what it is. Each gets a note. */
export async function unsayableThings(
  connection: MysqlConnection,
  database: string,
  relations: readonly Relation[],
  notes: PullNotes,
): Promise<ReadonlyMap<string, string>> {
  const others = relations.filter(({ type }) => type !== 'BASE TABLE' && type !== 'VIEW');
  const named = [
    ...others.map(({ name, type }) => ({ name, what: `the ${kindOf(type)} ${name}` })),
    ...(await routines(connection, database)),
  ];
  for (const { what } of named) notes.leftOut({ table: null }, what, 'a schema has tables, views and triggers');
  for (const event of await events(connection, database))
    notes.leftOut({ table: null }, event, 'a schema has tables, views and triggers');
  return new Map(named.map(({ name, what }) => [quoted(name), what]));
}

function kindOf(type: string): string {
  return type === 'SYSTEM VERSIONED' ? 'system versioned table' : type.toLowerCase();
}

async function routines(connection: MysqlConnection, database: string) {
  const rows = await connection.query(
    'SELECT routine_name, routine_type FROM information_schema.routines WHERE routine_schema = ?',
    [database],
  );
  return rows
    .map(([name, type]) => ({ name: textOf(name), what: `the ${textOf(type).toLowerCase()} ${textOf(name)}` }))
    .sort((a, b) => byCodePoint(a.what, b.what));
}

async function events(connection: MysqlConnection, database: string): Promise<readonly string[]> {
  const rows = await connection.query('SELECT event_name FROM information_schema.events WHERE event_schema = ?', [
    database,
  ]);
  return rows.map(([name]) => `the event ${textOf(name)}`).sort(byCodePoint);
}
