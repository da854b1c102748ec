import type { NamedSql } from '../../../schema/definition.ts';
import { reasonOf } from '../../../errors.ts';
import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import { isFatal } from '../failures.ts';
import type { MysqlConnection } from '../open.ts';
import type { PullNotes } from './pull-notes.ts';
import { tokensOf, unquotedName } from './statement/tokens.ts';

/** What views cannot be of: by its name in a view's text, what it is. */
export type Unsayable = ReadonlyMap<string, string>;

/** The views of a database, each behind those that it reads. */
export async function pullViews(
  connection: MysqlConnection,
  names: readonly string[],
  unsayable: Unsayable,
  notes: PullNotes,
): Promise<readonly NamedSql[]> {
  const views: View[] = [];
  const refused = new Map(unsayable);
  for (const name of names) {
    const read = await readView(connection, name);
    const view = typeof read === 'string' ? read : ((await readsElsewhere(connection, read)) ?? read);
    if (typeof view !== 'string') views.push(view);
    else refuse(refused, notes, name, view);
  }
  const sayable = withoutUnsayable(views, refused, notes);
  noteOptions(sayable, notes);
  return behindWhatTheyRead(sayable).map(({ name, select }) => ({ name, sql: { mysql: select } }));
}

interface View {
  readonly name: string;
  readonly select: string;
  /** Between CREATE and VIEW. */
  readonly options: string;
}

function refuse(refused: Map<string, string>, notes: PullNotes, name: string, reason: string): void {
  refused.set(quoted(name), `the view ${name}`);
  notes.leftOut({ table: null }, `the view ${name}`, reason);
}

/** In its own database the server writes names of tables without it; a reason why there is no view to read. */
async function readView(connection: MysqlConnection, name: string): Promise<View | string> {
  try {
    await connection.query(`SHOW COLUMNS FROM ${quoted(name)}`);
    const [row] = await connection.query(`SHOW CREATE VIEW ${quoted(name)}`);
    return viewOf(name, textOf(row?.[1]));
  } catch (error) {
    if (isFatal(error)) throw error;
    return reasonOf(error);
  }
}

function viewOf(name: string, statement: string): View | string {
  const tokens = tokensOf(statement);
  const words = tokens.map(({ start, end }) => statement.slice(start, end));
  const view = words.indexOf('VIEW');
  const as = words.indexOf('AS', view);
  const end = tokens[as]?.end;
  if (view < 0 || end === undefined) return 'the server does not show it';
  return { name, select: statement.slice(end).trim(), options: statement.slice(0, tokens[view]?.start) };
}

/** Why a view cannot be made in another database: it reads a table of one by its name. null: it does not. */
async function readsElsewhere(connection: MysqlConnection, { select }: View): Promise<string | null> {
  for (const [, database = '', table = ''] of select.matchAll(/(`(?:[^`]|``)*`)\.(`(?:[^`]|``)*`)/g)) {
    const [found] = await connection.query(
      'SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?',
      [unquotedName(database), unquotedName(table)],
    );
    if (found !== undefined) return `it names the database ${unquotedName(database)}`;
  }
  return null;
}

/** What a view that is left out is read by is left out too. */
function withoutUnsayable(
  views: readonly View[],
  unsayable: ReadonlyMap<string, string>,
  notes: PullNotes,
): readonly View[] {
  const refused = new Map(unsayable);
  const isRefused = ({ select }: View) => [...refused.keys()].find((name) => select.includes(name));
  let kept = views;
  for (let found = kept.find(isRefused); found !== undefined; found = kept.find(isRefused)) {
    const reason = `it uses ${refused.get(isRefused(found) ?? '')}, which is not`;
    refuse(refused, notes, found.name, reason);
    kept = kept.filter((view) => view !== found);
  }
  return kept;
}

/** Who reads a view that checks its reader's own privileges may see less; a view of another algorithm is as slow or as fast. */
function noteOptions(views: readonly View[], notes: PullNotes): void {
  for (const { name, options } of views) {
    const said = [/ALGORITHM=(?!UNDEFINED)\w+/, /SQL SECURITY INVOKER/].flatMap((option) => option.exec(options) ?? []);
    for (const option of said) notes.leftOut({ table: null }, `${option} of the view ${name}`, 'a view is its SELECT');
  }
}

function behindWhatTheyRead(views: readonly View[]): readonly View[] {
  const sorted = new Set<View>();
  const visited = new Set<View>();
  const visit = (view: View): void => {
    if (visited.has(view)) return;
    visited.add(view);
    for (const other of views) if (other !== view && view.select.includes(quoted(other.name))) visit(other);
    sorted.add(view);
  };
  for (const view of views) visit(view);
  return [...sorted];
}
