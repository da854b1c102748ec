import type { Target } from '../dialects/target.ts';
import { failure } from '../errors.ts';
import { rowFormats } from '../format/formats.ts';
import type { Manifest } from '../format/manifest.ts';
import type { PartStore } from '../format/store.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import { storedColumns, type KeyDefinition, type TableDefinition, type Value } from '../schema/definition.ts';
import { inOrder } from '../workers/in-order.ts';
import { partsOf } from './load-rows.ts';
import type { LoadWorker } from './load-worker.ts';
import type { LoadOptions } from './run-load.ts';
import { shownValue } from './shown-value.ts';
import type { UnheldFinding } from './unheld-values.ts';

export interface Precheck {
  readonly target: Target;
  readonly store: PartStore;
  readonly manifest: Manifest;
  readonly options: LoadOptions;
  readonly workers: readonly LoadWorker[];
}

/** Findings that an error lists; there may be more. */
const mostListed = 10;

/**
 * What the target would refuse or change is found before the first row. Only what is at risk is read: tables with a key that has
 * a collation, and parts in which the text of a value occurs that the target cannot hold.
 *
 * @throws {NtomError} `LOAD_VALUE_UNSUPPORTED`, `LOAD_COLLATION_DUPLICATES`.
 */
export async function precheck(check: Precheck): Promise<void> {
  await refuseUnheldValues(check);
  await refuseSameKeys(check);
}

async function refuseUnheldValues({ manifest, options, workers }: Precheck): Promise<void> {
  const jobs = partsOf(options.schema, manifest);
  const found: UnheldFinding[] = [];
  for await (const inPart of inOrder(workers, jobs, (worker, { table, part }) =>
    worker.unheld({ table: table.name, part }),
  ))
    found.push(...inPart);
  if (found.length === 0) return;
  const values = found.slice(0, mostListed);
  throw failure('LOAD_VALUE_UNSUPPORTED', { database: options.target.label, values, count: found.length });
}

async function refuseSameKeys(check: Precheck): Promise<void> {
  const { target, options } = check;
  const keys = [];
  for (const table of options.schema.tables) {
    for (const key of target.collatedKeys(table)) {
      const same = await target.sameKeys(table, key, keysOf(check, table, key), mostListed);
      for (const { row, values, first, firstValues } of same)
        keys.push({
          table: table.name,
          columns: key.columns,
          row,
          key: shown(values),
          first,
          firstKey: shown(firstValues),
        });
    }
  }
  if (keys.length === 0) return;
  throw failure('LOAD_COLLATION_DUPLICATES', { database: options.target.label, keys: keys.slice(0, mostListed) });
}

function shown(key: readonly Value[]): string {
  return key.map(shownValue).join(', ');
}

/** The values of a key, of every row of a table. */
async function* keysOf(
  check: Precheck,
  table: TableDefinition,
  { columns }: KeyDefinition,
): AsyncGenerator<readonly (readonly Value[])[]> {
  const names = storedColumns(table).map((column) => column.name);
  const places = columns.map((column) => names.indexOf(column));
  const codec = rowFormats[check.manifest.encoding](table);
  for (const { part } of partsOf(check.options.schema, check.manifest).filter((each) => each.table === table)) {
    for await (const rows of codec.decode({ path: part.path, bytes: checkedBytes(check.store, part) })) {
      if (check.options.signal.aborted) throw failure('INTERRUPTED', { what: 'load' });
      yield rows.map((row) => places.map((place) => row[place] ?? null));
    }
  }
}
