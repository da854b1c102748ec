import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import type { PullNotes } from './pull-notes.ts';
import { byCodePoint, type Relation } from './table-facts.ts';

/** What a database has beside tables, views and triggers. */
export interface UnsayableThings {
  /** By its name in a view, what a view could use. */
  readonly used: ReadonlyMap<string, string>;
  readonly routines: readonly Routine[];
}

export interface Routine {
  readonly name: string;
  readonly kind: 'function' | 'procedure';
}

/** Each gets a note. */
export async function unsayableThings(
  connection: MysqlConnection,
  database: string,
  relations: readonly Relation[],
  notes: PullNotes,
): Promise<UnsayableThings> {
  const others = relations
    .filter(({ type }) => type !== 'BASE TABLE' && type !== 'VIEW')
    .map(({ name, type }): Thing => ({ what: `the ${kindOf(type)} ${name}`, used: quoted(name) }));
  const routines = await routinesIn(connection, database);
  const things = [...others, ...routines.map(routineThing), ...(await events(connection, database))];
  for (const { what } of things) notes.leftOut({ table: null }, what, 'a schema has tables, views and triggers');
  return { used: new Map(things.flatMap(({ what, used }) => (used === null ? [] : [[used, what]]))), routines };
}

interface Thing {
  readonly what: string;
  /** How a view names it; null: no view can use it. */
  readonly used: string | null;
}

function kindOf(type: string): string {
  return type === 'SYSTEM VERSIONED' ? 'system versioned table' : type.toLowerCase();
}

async function routinesIn(connection: MysqlConnection, database: string): Promise<readonly Routine[]> {
  const rows = await connection.query(
    'SELECT routine_name, routine_type FROM information_schema.routines WHERE routine_schema = ?',
    [database],
  );
  return rows
    .map(([name, type]): Routine => ({
      name: textOf(name),
      kind: textOf(type) === 'FUNCTION' ? 'function' : 'procedure',
    }))
    .sort((a, b) => byCodePoint(a.kind + a.name, b.kind + b.name));
}

function routineThing({ name, kind }: Routine): Thing {
  return { what: `the ${kind} ${name}`, used: kind === 'function' ? `${quoted(name)}(` : null };
}

async function events(connection: MysqlConnection, database: string): Promise<readonly Thing[]> {
  const rows = await connection.query('SELECT event_name FROM information_schema.events WHERE event_schema = ?', [
    database,
  ]);
  const names = rows.map(([name]) => textOf(name)).sort(byCodePoint);
  return names.map((name) => ({ what: `the event ${name}`, used: null }));
}
