import type { Database } from 'better-sqlite3';
import type { Value } from '../../../schema/definition.ts';
import type { ChunkQuery, KeyRange, RawRow, ResultColumn } from '../../source.ts';
import { seekOf } from '../key-bounds.ts';
import { asBytes, chunked, firstInteger, lastInteger } from '../queries.ts';
import { prepare } from '../query-facts.ts';
import { bytesReader, isReadAsText, Weight } from '../rows.ts';
import { parameterToDriver } from '../values.ts';
import { batchBytes, batchRows, type ReadChunk } from './read-chunk.ts';

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
 * lets expect to fit, so that large rows do not fill the memory.
 */
export function* windows(chunk: ReadChunk, query: ChunkQuery, key: string): Generator<readonly RawRow[]> {
  const at = chunk.columns.indexOf(key);
  let range = query.range ?? wholeRange(key);
  const read = windowReader(chunk, { ...query, orderBy: [key], range });
  for (let limit = firstRows; ;) {
    const { rows, weight } = read(range, limit);
    yield rows;
    const last = rows.at(-1)?.[at];
    if (rows.length < limit || typeof last !== 'bigint' || last === lastInteger) return;
    range = { ...range, from: last + 1n };
    const fitting = Math.floor((batchBytes * rows.length) / weight.bytes);
    limit = Math.max(1, Math.min(2 * limit, fitting, batchRows));
  }
}

interface Window {
  readonly rows: readonly RawRow[];
  readonly weight: Weight;
}

/** `whole`: all windows together. Only where a window begins differs, so that one statement reads them. */
function windowReader(
  { database, columns, encoding }: ReadChunk,
  whole: ChunkQuery,
): (range: KeyRange, limit: number) => Window {
  const statement = database.prepare<unknown[], unknown[]>(`${chunked(whole).sql}\nLIMIT ?`).raw(true);
  const decode = bytesReader(encoding);
  return (range, limit) => {
    const window = chunked({ ...whole, range });
    const bound = window.parameters.map((value) => parameterToDriver(value as Value));
    const texts = isReadAsText(encoding) ? weighed(statement.all(...bound, BigInt(limit))) : null;
    if (texts !== null && !texts.weight.isInDoubt) return texts;
    return weighed(
      prepare(database, asBytes(window, columns, 0, limit))
        .all()
        .map(decode),
    );
  };
}

function weighed(rows: readonly RawRow[]): Window {
  const weight = new Weight();
  for (const row of rows) weight.add(row);
  return { rows, weight };
}
