import type { BoundQuery, ChunkQuery, KeyBounds } from '../source.ts';
import { bounds, chunked, nullIn, valueAt, withParameters, type ChunkColumn } from './queries.ts';
import { ask, type Asked } from './query-facts.ts';

/** `columns`: of the query's result. */
export async function keyBounds(
  asked: Asked,
  columns: readonly ChunkColumn[],
  query: Omit<ChunkQuery, 'range'>,
  column: string,
): Promise<KeyBounds> {
  if (columns.find(({ name }) => name === column)?.isInteger !== true)
    return { reason: `not every value of ${column} is an integer` };
  const [row] = await ask(asked, bounds(query, column));
  const [first, last] = row ?? [];
  if (typeof first !== 'bigint' || typeof last !== 'bigint') return { reason: `no row has a value in ${column}` };
  const ranged = chunked({ ...query, range: { column, from: last, to: last } }, columns);
  if (!(await seeks(asked, chunked({ ...query, range: null }, columns), ranged)))
    return { reason: `the engine would read all rows for each range of ${column}` };
  const [hasNull] = await ask(asked, nullIn(query, column));
  return hasNull === undefined ? { first, last } : { reason: `${column} is NULL in some rows` };
}

export async function keyAt(
  asked: Asked,
  query: BoundQuery,
  column: string,
  from: bigint,
  skip: number,
): Promise<bigint | null> {
  const [row] = await ask(asked, valueAt(query, column, from, skip));
  return (row?.[0] as bigint | undefined) ?? null;
}

/**
 * Only where one table is read, and a range of the column gives it an index that it could not use without. Whether it is used is
 * for the server to decide for each range, by its estimates: they may differ from day to day, and the chunks must not.
 */
async function seeks(asked: Asked, whole: BoundQuery, ranged: BoundQuery): Promise<boolean> {
  const [without, by] = [await indexesFor(asked, whole), await indexesFor(asked, ranged)];
  return by.some((index) => !without.includes(index));
}

/** The indexes by which the rows of a query can be found; none if it reads several tables. */
async function indexesFor(asked: Asked, query: BoundQuery): Promise<readonly string[]> {
  const [step, ...others] = await explained(asked, query);
  return others.length === 0 ? (step?.possible_keys?.split(',') ?? []) : [];
}

interface PlanStep {
  /** Names with commas between them; null: none. */
  readonly possible_keys: string | null;
}

async function explained({ connection }: Asked, query: BoundQuery): Promise<readonly PlanStep[]> {
  const text = withParameters(query.sql, query.parameters);
  return new Promise((resolve, reject) => {
    connection.driver.query(`EXPLAIN ${text}`, (error, plan) => {
      if (error === null) resolve(plan as never);
      else reject(error);
    });
  });
}
