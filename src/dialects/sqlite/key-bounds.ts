import type { Database } from 'better-sqlite3';
import type { BoundQuery, ChunkQuery, KeyBounds } from '../source.ts';
import { bounds, chunked, nullIn, valueAt } from './queries.ts';
import { prepare, program } from './query-facts.ts';

export function keyBounds(
  database: Database,
  query: BoundQuery,
  column: string,
  orderBy: readonly string[],
): KeyBounds {
  const seek = seekOf(database, { ...query, orderBy, range: { column, from: 0n, to: 0n } });
  if (seek === null) return { reason: `the engine would read all rows for each range of ${column}` };
  const [first, last] = prepare(database, bounds(query, column)).get() ?? [];
  if (first === null) return { reason: `no row has a value in ${column}` };
  // Integers come before text and bytes: with one at each end, only real numbers can be between.
  if (typeof first !== 'bigint' || typeof last !== 'bigint')
    return { reason: `not every value of ${column} is an integer` };
  const hasNull = seek === 'index' && prepare(database, nullIn(query, column)).get() !== undefined;
  return hasNull ? { reason: `${column} is NULL in some rows` } : { first, last };
}

/** Of a real number, the integer below: that is the range it belongs to. */
export function keyAt(
  database: Database,
  query: BoundQuery,
  column: string,
  from: bigint,
  skip: number,
): bigint | null {
  const [value] = prepare(database, valueAt(query, column, from, skip)).get() ?? [];
  return typeof value === 'number' ? BigInt(Math.floor(value)) : ((value as bigint | undefined) ?? null);
}

/**
 * What the range of a chunk is searched by: `row id`, which has each value once and integers only, or an `index`. null: it would
 * read more than its own rows, or read several tables.
 */
export function seekOf(database: Database, chunk: ChunkQuery): 'row id' | 'index' | null {
  const ranged = chunked(chunk);
  const plan = prepare(database, { ...ranged, sql: `EXPLAIN QUERY PLAN ${ranged.sql}` }).all();
  const [search = '', ...others] = plan.map((step) => String(step[3])).filter((step) => !sorts.test(step));
  const by = others.length > 0 ? undefined : oneSearch.exec(search)?.[1];
  if (by === undefined) return null;
  const first = chunk.parameters.length + 1;
  const { from, to } = searchBounds(program(database, ranged));
  if (from !== first || (ranged.parameters.length > first && to !== first + 1)) return null;
  return by === 'INTEGER PRIMARY KEY' ? 'row id' : 'index';
}

/** The rows of a chunk are sorted by themselves. */
const sorts = /^USE TEMP B-TREE FOR .*ORDER BY$/;
const oneSearch = /^SEARCH .* USING (INTEGER PRIMARY KEY|PRIMARY KEY|(?:COVERING )?INDEX) ?.*\(.*\)$/s;

/** The steps of https://www.sqlite.org/opcode.html that begin a search and that jump to where it is over. */
const begins = /^Seek(?:GE|GT|LE|LT)$/;
const endsByIndex = /^Idx(?:GE|GT|LE|LT)$/;
const endsByRowId = /^(?:Ge|Gt|Le|Lt)$/;

/**
 * The numbers of the parameters between which a compiled query searches. A condition of the query's own on the same column may
 * have taken their place: then every range would read rows of the others.
 */
function searchBounds(steps: readonly unknown[][]): { readonly from: number | null; readonly to: number | null } {
  const seek = steps.findIndex(([, opcode]) => begins.test(String(opcode)));
  const [, , , over, firstKey, keys] = steps[seek] ?? [];
  const leaves = (opcodes: RegExp) =>
    steps.findIndex(([, opcode, , target]) => target === over && opcodes.test(String(opcode)));
  const [byIndex, byRowId] = [leaves(endsByIndex), leaves(endsByRowId)];
  const [, , , , lastKey, compared] = steps[byIndex] ?? [];
  return {
    from: parameterIn(steps, seek, lastOf(firstKey, keys)),
    to:
      byIndex >= 0
        ? parameterIn(steps, byIndex, lastOf(lastKey, compared))
        : parameterIn(steps, byRowId, Number(steps[byRowId]?.[2])),
  };
}

/** The last of some registers: what an index is searched by otherwise is in those before it. A row id is in one. */
function lastOf(first: unknown, registers: unknown): number {
  return Number(first) + Math.max(1, Number(registers)) - 1;
}

/** The parameter that is in a register at a step: loaded before it, or where the program begins, which is written at its end. */
function parameterIn(steps: readonly unknown[][], at: number, register: number): number | null {
  const loads = ([, opcode, , target]: readonly unknown[]) => opcode === 'Variable' && Number(target) === register;
  const loaded = steps.slice(0, Math.max(0, at)).findLast(loads) ?? steps.find(loads);
  return loaded === undefined ? null : Number(loaded[2]);
}
