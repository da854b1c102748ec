import type { BoundQuery, RawRow, Source } from '../dialects/source.ts';
import { storedColumns, type TableDefinition } from '../schema/definition.ts';
import { mostBytesOf, shortLength } from '../schema/value-size.ts';

/** What a part is to have at most, about. */
const partBytes = 16 * 1024 * 1024;
/** However long rows are, a table has no more parts than that because of it. */
const mostParts = 1000;
/** Rows that are looked at. Of fewer than some times as many, all may be in one part. */
const samples = 8;
const fewRows = 4 * samples;
/** What values count for that are no longer than `shortLength`: equal data has equal parts, on every engine. */
const shortBytes = 12;

/** A query that has each row under a key of its own. */
export interface KeyedQuery {
  /** What the rows become. */
  readonly table: TableDefinition;
  readonly query: BoundQuery;
  /** The result column with the key. */
  readonly column: string;
  readonly orderBy: readonly string[];
  readonly rows: number;
}

/**
 * Most rows of a part that is not to be too large: as many as fit if all are like some that are looked at, at equal distances of the
 * key. It follows from the rows alone. Infinity: the types say that all fit, or rows cannot be found by the key.
 */
export async function fittingRows(source: Source, keyed: KeyedQuery): Promise<number> {
  const { table, query, column, orderBy, rows } = keyed;
  if (rows < fewRows || rows * mostBytes(table) <= partBytes) return Infinity;
  const bounds = await source.keyBounds(query, column, orderBy);
  if (bounds.reason !== undefined) return Infinity;
  const sizes: number[] = [];
  const distance = (bounds.last - bounds.first) / BigInt(samples);
  for (let index = 0n; index < samples; index += 1n) {
    const key = await source.keyAt(query, column, bounds.first + index * distance, 0);
    if (key !== null) sizes.push(await sizeAt(source, keyed, key));
  }
  const size = sizes.reduce((sum, each) => sum + each, 0) / sizes.length;
  return Math.max(1, Math.floor(partBytes / size), Math.ceil(rows / mostParts));
}

async function sizeAt(source: Source, { query, column, orderBy }: KeyedQuery, key: bigint): Promise<number> {
  let size = 0;
  const range = { column, from: key, to: key };
  for await (const batch of source.rows({ ...query, orderBy, range })) for (const row of batch) size += sizeOf(row);
  return size;
}

/** In a part, about. The same on every engine. */
function sizeOf(row: RawRow): number {
  return row.reduce<number>((sum, value) => sum + valueSize(value), 0);
}

function valueSize(value: unknown): number {
  if (value instanceof Uint8Array) return Math.max(shortBytes, 2 * value.length);
  return typeof value === 'string' && value.length > shortLength ? value.length : shortBytes;
}

/** Of a record; Infinity: there is no limit. */
function mostBytes(table: TableDefinition): number {
  return storedColumns(table).reduce((sum, { type }) => sum + mostBytesOf(type), 0);
}
