import type { Database } from 'better-sqlite3';
import type { ChunkQuery, KeyRange, RawRow, ResultColumn } from '../../source.ts';
import { seekOf } from '../key-bounds.ts';
import { asBytes, chunked, firstInteger, lastInteger } from '../queries.ts';
import { bytesReader, isReadAsText, Weight } from '../rows.ts';
import { longRows } from './long-rows.ts';
import { batchBytes, batchRows, type ReadChunk } from './read-chunk.ts';
import { statements } from './statements.ts';

/** Rows of the first window: how large they are is not known yet. */
const firstRows = 16;

/**
 * The result column by whose windows a chunk can be read in its order: the row id of the one table that it reads. null: there is
 * none, or a window would read more than its own rows.
 */
export function windowKey(database: Database, query: ChunkQuery, results: readonly ResultColumn[]): string | null {
  const { orderBy, range } = query;
  const key = orderBy.length === 0 && range === null ? rowIdColumn(database, results) : orderBy[0];
  if (key === undefined || orderBy.length > 1 || (range !== null && range.column !== key)) return null;
  const seek = seekOf(database, { ...query, orderBy: [key], range: range ?? wholeRange(key) });
  return seek === 'row id' ? key : null;
}

/** Without an order, rows come in that of their row ids all the same. */
function rowIdColumn(database: Database, results: readonly ResultColumn[]): string | undefined {
  const table = results[0]?.origin?.table;
  const key = database
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk = 1')
    .pluck()
    .get(table ?? null);
  return results.find(({ origin }) => origin?.table === table && origin?.column === key)?.name;
}

function wholeRange(column: string): KeyRange {
  return { column, from: firstInteger, to: null };
}

/**
 * Rows in windows of their key: fetched at once, they cost less than one by one. A window has as many rows as the one before it
 * lets expect to fit, and none that is long: each of these is read by itself, so that no order of rows fills the memory.
 */
export function* windows(chunk: ReadChunk, query: ChunkQuery, key: string): Generator<readonly RawRow[]> {
  const whole = { ...query, orderBy: [key], range: query.range ?? wholeRange(key) };
  const read = windowReader(chunk, whole);
  const long = longRows(chunk, whole, key);
  const at = chunk.columns.indexOf(key);
  let limit = firstRows;
  for (let { range } = whole; ;) {
    const next = long.next(range);
    limit = yield* shortRows(next === null ? range : { ...range, to: next.key - 1n }, { read, at, limit });
    if (next === null) return;
    yield long.refused(next) ?? read({ ...range, from: next.key }, 1).rows;
    if (next.key === lastInteger) return;
    range = { ...range, from: next.key + 1n };
  }
}

interface Windows {
  readonly read: WindowReader;
  /** Where in a row its key is. */
  readonly at: number;
  /** Rows of the first window. */
  readonly limit: number;
}

/** Returns how many rows the next window may have. */
function* shortRows(whole: KeyRange, { read, at, limit: first }: Windows): Generator<readonly RawRow[], number> {
  let limit = first;
  for (let range = whole; range.to === null || range.from <= range.to;) {
    const { rows, weight } = read(range, limit);
    yield rows;
    const last = rows.at(-1)?.[at];
    if (rows.length < limit || typeof last !== 'bigint' || last === lastInteger) break;
    range = { ...range, from: last + 1n };
    const fitting = Math.floor((batchBytes * rows.length) / weight.bytes);
    limit = Math.max(1, Math.min(2 * limit, fitting, batchRows));
  }
  return limit;
}

interface Window {
  readonly rows: readonly RawRow[];
  readonly weight: Weight;
}

type WindowReader = (range: KeyRange, limit: number) => Window;

/** `whole`: all windows together. */
function windowReader({ database, columns, encoding }: ReadChunk, whole: ChunkQuery): WindowReader {
  const all = statements(database);
  const decode = bytesReader(encoding);
  return (range, limit) => {
    const window = chunked({ ...whole, range });
    const limited = { sql: `${window.sql}\nLIMIT ?`, parameters: [...window.parameters, BigInt(limit)] };
    const texts = isReadAsText(encoding) ? weighed(all(limited)) : null;
    if (texts !== null && !texts.weight.isInDoubt) return texts;
    return weighed(all(asBytes(window, columns, 0, limit)).map(decode));
  };
}

function weighed(rows: readonly RawRow[]): Window {
  const weight = new Weight();
  for (const row of rows) weight.add(row);
  return { rows, weight };
}
