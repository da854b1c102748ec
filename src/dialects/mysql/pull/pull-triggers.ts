import type { NamedSql } from '../../../schema/definition.ts';
import { textOf } from '../../raw-values.ts';
import { quoted } from '../ddl.ts';
import type { MysqlConnection } from '../open.ts';
import { seesTriggers } from './sees-triggers.ts';
import type { PullNotes } from './pull-notes.ts';
import { byCodePoint } from './table-facts.ts';
import type { Routine } from './unsayable-things.ts';

interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly timing: string;
  readonly event: string;
  readonly order: number;
  readonly statement: string;
  readonly modes: readonly string[];
}

/** What is not in the schema. */
interface LeftOut {
  /** By table, of those that are in the schema, the names of columns. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly routines: readonly Routine[];
}

/** Modes in which a statement means something else than in a session of ours. */
const otherMeaning = new Set(
  `ANSI ANSI_QUOTES PIPES_AS_CONCAT NO_BACKSLASH_ESCAPES HIGH_NOT_PRECEDENCE ORACLE MSSQL DB2 POSTGRESQL MAXDB
   NO_UNSIGNED_SUBTRACTION PAD_CHAR_TO_FULL_LENGTH EMPTY_STRING_IS_NULL SIMULTANEOUS_ASSIGNMENT TIME_ROUND_FRACTIONAL
   REAL_AS_FLOAT`.split(/\s+/),
);

/** The triggers of the tables that are described, in the order in which they have to be made. */
export async function pullTriggers(
  connection: MysqlConnection,
  database: string,
  leftOut: LeftOut,
  notes: PullNotes,
): Promise<readonly NamedSql[]> {
  const triggers = await readTriggers(connection, database);
  const said = triggers.filter((trigger) => {
    const reason = unsayableReason(trigger, database, leftOut);
    if (reason !== null) notes.leftOut({ table: null }, `the trigger ${trigger.name}`, reason);
    return reason === null;
  });
  for (const { name, modes } of said.filter((trigger) => !trigger.modes.some((mode) => mode.startsWith('STRICT_'))))
    notes.leftOut(
      { table: null },
      `the sql_mode '${modes.join()}' of the trigger ${name}`,
      'it is made in a strict mode, where it fails instead of changing values',
    );
  if (!(await seesTriggers(connection, database)))
    notes.leftOut(
      { table: null },
      'a trigger, if there is one,',
      'this user may not see any: the privilege is TRIGGER',
    );
  return said.map(({ name, timing, event, table, statement }) => ({
    name,
    sql: { mysql: `CREATE TRIGGER ${quoted(name)} ${timing} ${event} ON ${quoted(table)} FOR EACH ROW ${statement}` },
  }));
}

async function readTriggers(connection: MysqlConnection, database: string): Promise<readonly Trigger[]> {
  const rows = await connection.query(
    `SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_order, action_statement, sql_mode
       FROM information_schema.triggers WHERE trigger_schema = ?`,
    [database],
  );
  const triggers = rows.map(([name, table, timing, event, order, statement, modes]): Trigger => ({
    name: textOf(name),
    table: textOf(table),
    timing: textOf(timing),
    event: textOf(event),
    order: Number(order),
    statement: textOf(statement),
    modes: textOf(modes).split(','),
  }));
  const place = ({ table, timing, event }: Trigger) => [table, timing, event].join('\0');
  const sorted = triggers.sort((a, b) => byCodePoint(place(a), place(b)) || a.order - b.order);
  const whole: Trigger[] = [];
  for (const trigger of sorted) whole.push(await wholeTrigger(connection, trigger));
  return whole;
}

/** Of characters beyond U+FFFF, of which the information schema shows question marks: they are at the end of the original. */
async function wholeTrigger(connection: MysqlConnection, trigger: Trigger): Promise<Trigger> {
  if (!trigger.statement.includes('?')) return trigger;
  const [row] = await connection.query(`SHOW CREATE TRIGGER ${quoted(trigger.name)}`);
  const original = Array.from(textOf(row?.[2]));
  const end = original.slice(-Array.from(trigger.statement).length).join('');
  return end.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?') === trigger.statement
    ? { ...trigger, statement: end }
    : trigger;
}

function unsayableReason({ table, statement, modes }: Trigger, database: string, leftOut: LeftOut): string | null {
  const columns = leftOut.columns.get(table);
  if (columns === undefined) return `its table ${table} is not`;
  if (nameIn(statement, database, { after: '\\s*\\.' })) return `it names the database ${database}`;
  const column = columns.find((name) => nameIn(statement, name));
  if (column !== undefined) return `it uses ${table}.${column}, which is not`;
  const routine = leftOut.routines.find((each) => isCalled(statement, each));
  if (routine !== undefined) return `it uses the ${routine.kind} ${routine.name}, which is not`;
  const mode = modes.find((each) => otherMeaning.has(each));
  return mode === undefined ? null : `it is written in the sql_mode ${mode}`;
}

function isCalled(sql: string, { name, kind }: Routine): boolean {
  return nameIn(sql, name, kind === 'function' ? { after: '\\s*\\(' } : { before: '\\bCALL\\s+' });
}

/** A name in SQL as an application writes it, in quotes or without. `before`, `after`: patterns of what is there. */
function nameIn(sql: string, name: string, { before = '', after = '' } = {}): boolean {
  const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const bare = `(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`;
  return new RegExp(`${before}(?:${escaped(quoted(name))}|${bare})${after}`, 'iu').test(sql);
}
