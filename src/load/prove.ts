import type { ChunkQuery, KeyRange, Source } from '../dialects/source.ts';
import type { OnEvent } from '../events.ts';
import { bytesOf, type Manifest, type ManifestTable } from '../format/manifest.ts';
import { RowHash } from '../format/row-hash.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import { longColumns } from '../schema/value-size.ts';
import { inOrder } from '../workers/in-order.ts';
import type { LoadWorker } from './load-worker.ts';
import type { ReferencesRead } from './references-read.ts';
import type { HashedRows } from './row-hash.ts';

/** What is compared with the manifest: rows and their hashes, only their number, nothing. */
export type VerifyLevel = 'full' | 'count' | 'none';

export interface Proof {
  readonly schema: SchemaDefinition;
  readonly manifest: Manifest;
  readonly level: Exclude<VerifyLevel, 'none'>;
  /** Gets the keys of all rows that are read; null: nobody asks for them. */
  readonly references: ReferencesRead | null;
  readonly onEvent: OnEvent;
}

interface ProvedTable {
  readonly table: TableDefinition;
  readonly written: ManifestTable;
  /** What is read of it: all rows, each once. */
  readonly queries: readonly ChunkQuery[];
}

/** What was found of a table. */
export interface ComparedTable {
  readonly table: TableDefinition;
  readonly written: ManifestTable;
  /** That the database has of it. */
  readonly rows: number;
  /** Whether they are as many as the extract's and, where hashes are compared, the same. */
  readonly isSame: boolean;
}

/** In what a database differs from a manifest, for messages. Empty: it holds exactly the rows of the extract. */
export async function differencesOf(
  source: Source,
  proof: Proof,
  workers: readonly LoadWorker[],
): Promise<readonly string[]> {
  return (await comparedTables(source, proof, workers)).flatMap(differenceOf);
}

/**
 * Reads a database back and compares it with a manifest, table by table. Several workers read it at the same time, in the same
 * state as the source.
 */
export async function comparedTables(
  source: Source,
  { schema, manifest, level, references, onEvent }: Proof,
  workers: readonly LoadWorker[],
): Promise<readonly ComparedTable[]> {
  const startedAt = Date.now();
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  onEvent({ type: 'phase-started', phase: 'verify', schema: schema.version, tables: manifest.tables.length, rows });
  const tables = provedTables(source, schema, manifest);
  const compared = await (level === 'full'
    ? compareHashes(tables, workers, { references, onEvent })
    : compareCounts(source, tables, onEvent));
  onEvent({ type: 'phase-finished', phase: 'verify', schema: schema.version, rows, ms: Date.now() - startedAt });
  return compared;
}

function provedTables(source: Source, schema: SchemaDefinition, manifest: Manifest): readonly ProvedTable[] {
  return schema.tables.flatMap((table, index) => {
    const written = manifest.tables[index];
    if (written === undefined) return [];
    const columns = storedColumns(table).map((column) => column.name);
    const query = source.tableQuery(table.name, columns);
    return [
      {
        table,
        written,
        queries: rangesOf(table, written).map((range) => ({
          ...query,
          range,
          orderBy: range === null ? [] : [range.column],
          long: longColumns(table),
        })),
      },
    ];
  });
}

const lowestKey = -(2n ** 63n);

/** The ranges of keys of the table's parts, with all that is between, before and after them. */
function rangesOf(table: TableDefinition, { parts }: ManifestTable): readonly (KeyRange | null)[] {
  const [column, ...others] = table.primaryKey;
  const kind = table.columns.find(({ name }) => name === column)?.type.kind;
  if (column === undefined || others.length > 0 || (kind !== 'int' && kind !== 'bigint')) return [null];
  const begins = parts.flatMap(({ first }, index) => (index > 0 && first?.[0] !== undefined ? [BigInt(first[0])] : []));
  const froms = [lowestKey, ...begins];
  const isAscending = froms.every((from, index) => index === 0 || from > (froms[index - 1] ?? from));
  if (!isAscending) return [null];
  return froms.map((from, index) => ({
    column,
    from,
    to: (froms[index + 1] ?? null) === null ? null : (froms[index + 1] ?? 0n) - 1n,
  }));
}

async function compareHashes(
  tables: readonly ProvedTable[],
  workers: readonly LoadWorker[],
  { references, onEvent }: Pick<Proof, 'references' | 'onEvent'>,
): Promise<readonly ComparedTable[]> {
  const jobs = tables.flatMap((proved) => proved.queries.map((query, index) => ({ proved, query, index })));
  const hashed = inOrder(workers, jobs, (worker, { proved: { table, written }, query, index }) => {
    if (index === 0) onEvent({ type: 'table-started', phase: 'verify', table: table.name, rows: written.rows });
    return worker.hash({ table: table.name, query });
  });
  const compared: ComparedTable[] = [];
  let found: HashSum[] = [];
  const due = tables.values();
  let proved = due.next().value;
  for await (const { keys, ...part } of hashed) {
    found.push(part);
    if (proved !== undefined) references?.merge(proved.table.name, keys);
    if (proved === undefined || found.length < proved.queries.length) continue;
    compared.push(finished(proved, totalOf(found), onEvent));
    found = [];
    proved = due.next().value;
  }
  return compared;
}

/** Of a table. */
type HashSum = Pick<HashedRows, 'rows' | 'sum'>;

function totalOf(found: readonly HashSum[]): HashSum {
  const sums = found.map(({ sum }) => sum).filter((sum) => sum !== null);
  return {
    rows: found.reduce((total, { rows }) => total + rows, 0),
    sum: sums.length === found.length ? RowHash.merge(sums) : null,
  };
}

async function compareCounts(
  source: Source,
  tables: readonly ProvedTable[],
  onEvent: OnEvent,
): Promise<readonly ComparedTable[]> {
  const compared: ComparedTable[] = [];
  for (const proved of tables) {
    const { table, written } = proved;
    onEvent({ type: 'table-started', phase: 'verify', table: table.name, rows: written.rows });
    const rows = await source.countTable(table.name);
    compared.push(finished(proved, { rows, sum: written.rowHash }, onEvent));
  }
  return compared;
}

function finished({ table, written }: ProvedTable, { rows, sum }: HashSum, onEvent: OnEvent): ComparedTable {
  const { parts } = written;
  const bytes = bytesOf(parts);
  onEvent({ type: 'table-finished', phase: 'verify', table: table.name, rows, parts: parts.length, bytes });
  return { table, written, rows, isSame: rows === written.rows && sum === written.rowHash };
}

function differenceOf({ table: { name }, written, rows, isSame }: ComparedTable): readonly string[] {
  if (isSame) return [];
  if (rows !== written.rows) return [`${name} has ${rows} rows, not ${written.rows}`];
  return [`${name} has ${rows} rows as it should, but not the same ones`];
}
