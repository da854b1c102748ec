import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import type { PullNotes } from './pull-notes.ts';
import { byCodePoint, type Relation } from './table-facts.ts';

/** What a database has beside tables, views and triggers; each gets a note. By its name in a view, what a view could use. */
export async function unsayableThings(
  connection: MysqlConnection,
  database: string,
  relations: readonly Relation[],
  notes: PullNotes,
): Promise<ReadonlyMap<string, string>> {
  const others = relations
    .filter(({ type }) => type !== 'BASE TABLE' && type !== 'VIEW')
    .map(({ name, type }): Thing => ({ what: `the ${kindOf(type)} ${name}`, used: quoted(name) }));
  const things = [...others, ...(await routines(connection, database)), ...(await events(connection, database))];
  for (const { what } of things) notes.leftOut({ table: null }, what, 'a schema has tables, views and triggers');
  return new Map(things.flatMap(({ what, used }) => (used === null ? [] : [[used, what]])));
}

interface Thing {
  readonly what: string;
  /** How a view names it; null: no view can use it. */
  readonly used: string | null;
}

function kindOf(type: string): string {
  return type === 'SYSTEM VERSIONED' ? 'system versioned table' : type.toLowerCase();
}

async function routines(connection: MysqlConnection, database: string): Promise<readonly Thing[]> {
  const rows = await connection.query(
    'SELECT routine_name, routine_type FROM information_schema.routines WHERE routine_schema = ?',
    [database],
  );
  return rows
    .map(([name, type]) => ({
      what: `the ${textOf(type).toLowerCase()} ${textOf(name)}`,
      used: type === 'FUNCTION' ? `${quoted(textOf(name))}(` : null,
    }))
    .sort((a, b) => byCodePoint(a.what, b.what));
}

async function events(connection: MysqlConnection, database: string): Promise<readonly Thing[]> {
  const rows = await connection.query('SELECT event_name FROM information_schema.events WHERE event_schema = ?', [
    database,
  ]);
  const names = rows.map(([name]) => textOf(name)).sort(byCodePoint);
  return names.map((name) => ({ what: `the event ${name}`, used: null }));
}
