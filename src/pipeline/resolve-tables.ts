import { failure, type NtomError } from '../errors.ts';
import {
  findTable,
  storedColumns,
  type SchemaDefinition,
  type TableDefinition,
  type Value,
} from '../schema/definition.ts';
import { checkCounts } from './check-counts.ts';
import { Copy } from './copy.ts';
import type { TableQuery } from './definition.ts';
import { copyOf } from './identity-pipeline.ts';
import { refuse } from './problems.ts';
import { bound, isCompiled, type QueryParts } from './sql.ts';
import { Todo } from './todo.ts';

interface Unresolved {
  readonly name: string;
  readonly from: SchemaDefinition;
  readonly to: SchemaDefinition;
  readonly entries: Readonly<Record<string, unknown>>;
  readonly drops: Readonly<Record<string, string>>;
}

/**
 * One query for each table of schema M, in its order. Says at run time what the compiler says too, for pipelines that were
 * written in JavaScript or around the types.
 */
export function resolveTables(unresolved: Unresolved): readonly TableQuery[] {
  const { name, to, entries } = unresolved;
  for (const table of Object.keys(entries)) {
    if (findTable(to, table) === undefined)
      refuse(failure('PIPELINE_TABLE_UNKNOWN', { pipeline: name, table, schema: to.version }));
  }
  refuseWrongDrops(unresolved);
  return to.tables.map((table) => resolveTable(unresolved, table)).filter((query) => query !== null);
}

function refuseWrongDrops({ name, from, drops }: Unresolved): void {
  for (const [key, reason] of Object.entries(drops)) {
    const known = from.tables.some((table) => table.name === key || hasColumn(table, key));
    if (!known) refuse(failure('PIPELINE_DROP_UNKNOWN', { pipeline: name, drop: key, schema: from.version }));
    if (!isTodo(reason) && reason.trim() === '')
      refuse(failure('PIPELINE_DROP_WITHOUT_REASON', { pipeline: name, drop: key }));
  }
}

/** `key`: `table.column`. Both may have dots in their names. */
function hasColumn(table: TableDefinition, key: string): boolean {
  return table.columns.some((column) => `${table.name}.${column.name}` === key);
}

/** null: it is wrong, or yet to be written. */
function resolveTable(unresolved: Unresolved, table: TableDefinition): TableQuery | null {
  const { name, entries } = unresolved;
  const where = { pipeline: name, table: table.name };
  const entry = Object.hasOwn(entries, table.name) ? entries[table.name] : undefined;
  if (entry instanceof Copy) return resolveCopy(unresolved, table, entry);
  if (hasParts(entry)) return resolveQuery(unresolved, table, entry.parts);
  if (isCompiled(entry))
    return resolveQuery(unresolved, table, { sql: bound(entry), counts: [], chunkBy: null, map: null });
  if (!isTodo(entry)) refuse(failure(entry === undefined ? 'PIPELINE_TABLE_MISSING' : 'PIPELINE_ENTRY_WRONG', where));
  return null;
}

/** There is none unless problems are collected. */
function isTodo(value: unknown): boolean {
  return value instanceof Todo;
}

function hasParts(entry: unknown): entry is { parts: QueryParts } {
  return typeof entry === 'object' && entry !== null && 'parts' in entry;
}

function resolveQuery({ name, from }: Unresolved, table: TableDefinition, parts: QueryParts): TableQuery {
  const { counts, chunkBy, map, sql } = parts;
  checkCounts(counts, { pipeline: name, table: table.name, from });
  return { table: table.name, origin: { kind: 'sql', sql }, counts, constants: {}, chunkBy, map };
}

function resolveCopy(
  { name, from, drops }: Unresolved,
  table: TableDefinition,
  copy: Copy<unknown, unknown>,
): TableQuery | null {
  const source = findTable(from, table.name);
  if (source === undefined) {
    refuse(failure('PIPELINE_COPY_NO_TABLE', { pipeline: name, table: table.name, schema: from.version }));
    return null;
  }
  const present = source.columns.map((column) => column.name);
  const values = { ...fills(table, present), ...(copy.values as Readonly<Record<string, Value>>) };
  const wanted = storedColumns(table).map((column) => column.name);
  const copied = wanted.filter((column) => present.includes(column));
  const where = { pipeline: name, table: table.name };
  refuseAny(
    wanted.filter((column) => !present.includes(column) && !Object.hasOwn(values, column)),
    (column) => failure('PIPELINE_COPY_NO_VALUE', { ...where, column }),
  );
  refuseAny(
    Object.keys(values).filter((column) => copied.includes(column)),
    (column) => failure('PIPELINE_COPY_OVERWRITES', { ...where, column }),
  );
  refuseAny(
    Object.keys(values).filter((column) => !wanted.includes(column)),
    (column) => failure('PIPELINE_COPY_COLUMN_UNKNOWN', { ...where, column }),
  );
  const lost = storedColumns(source)
    .map((column) => column.name)
    .filter((column) => !wanted.includes(column));
  refuseAny(
    lost.filter((column) => !Object.hasOwn(drops, `${table.name}.${column}`)),
    (column) => failure('PIPELINE_COLUMN_LOST', { ...where, column }),
  );
  return copyOf(table.name, copied, values);
}

/** What new columns get where `copy` names no value: their default value, else NULL. */
function fills(table: TableDefinition, present: readonly string[]): Readonly<Record<string, Value>> {
  const added = storedColumns(table).filter(({ name }) => !present.includes(name));
  return Object.fromEntries(
    added.flatMap(({ name, default: filled, nullable }) => {
      if (filled !== null && 'value' in filled) return [[name, filled.value]];
      return nullable ? [[name, null]] : [];
    }),
  );
}

function refuseAny(columns: readonly string[], refusal: (column: string) => NtomError): void {
  for (const column of columns) refuse(refusal(column));
}
