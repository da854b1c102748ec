import type { PreparedPart, Target } from '../dialects/target.ts';
import { bytesOf, type Manifest, type ManifestPart, type ManifestTable } from '../format/manifest.ts';
import type { SchemaDefinition, TableDefinition } from '../schema/definition.ts';
import { allDone } from '../workers/all-done.ts';
import { inOrder } from '../workers/in-order.ts';
import type { LoadWorker } from './load-worker.ts';
import { loadablePart, type PartsOfTable } from './loadable-part.ts';

export interface RowsToLoad extends Omit<PartsOfTable, 'table'> {
  readonly target: Target;
  readonly schema: SchemaDefinition;
  readonly manifest: Manifest;
}

/** A part with the table that it is of. */
export interface TablePart {
  readonly table: TableDefinition;
  readonly written: ManifestTable;
  readonly part: ManifestPart;
}

interface ReadyPart extends TablePart {
  readonly prepared: PreparedPart | null;
}

/** All parts of an extract: those of each table in the order of its rows. */
export function partsOf(schema: SchemaDefinition, { tables }: Manifest): readonly TablePart[] {
  return schema.tables.flatMap((table, index) => {
    const written = tables[index];
    return written === undefined ? [] : written.parts.map((part) => ({ table, written, part }));
  });
}

/** Loads all parts of all tables. Workers prepare them ahead; the target takes in as many at the same time as it has lanes. */
export async function loadRows(load: RowsToLoad, workers: readonly LoadWorker[]): Promise<void> {
  const ready = inOrder(workers, partsOf(load.schema, load.manifest), async (worker, each): Promise<ReadyPart> => {
    const { table, written, part } = each;
    const { name } = table;
    const isFirst = written.parts[0] === part;
    if (isFirst) load.onEvent({ type: 'table-started', phase: 'load', table: name, rows: written.rows });
    return { ...each, prepared: await worker.prepare({ table: name, part }) };
  });
  const due = new Map(load.manifest.tables.map(({ name, parts }) => [name, parts.length]));
  await allDone(Array.from({ length: load.target.lanes }, () => takeIn(load, ready, due)));
}

/** One lane. Where it fails, no other begins anything new. */
async function takeIn(load: RowsToLoad, ready: AsyncGenerator<ReadyPart>, due: Map<string, number>): Promise<void> {
  for await (const { table, written, part, prepared } of ready) {
    await load.target.load(table, loadablePart({ ...load, table }, part), prepared);
    const left = (due.get(table.name) ?? 0) - 1;
    due.set(table.name, left);
    if (left === 0) reportFinished(load, written);
  }
}

function reportFinished({ onEvent }: RowsToLoad, { name, rows, parts }: ManifestTable): void {
  onEvent({ type: 'table-finished', phase: 'load', table: name, rows, parts: parts.length, bytes: bytesOf(parts) });
}
