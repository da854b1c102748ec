import type { Dialect } from '../dialects/dialect.ts';
import type { ChunkQuery, FellowReader, ReferenceViolation } from '../dialects/source.ts';
import type { PreparedPart } from '../dialects/target.ts';
import type { OnEvent } from '../events.ts';
import { directoryStore } from '../format/directory-store.ts';
import type { ManifestPart } from '../format/manifest.ts';
import type { FormatName } from '../format/row-codec.ts';
import { findTable, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import { loadablePart } from './loadable-part.ts';
import { hashRows, type HashedRows } from './row-hash.ts';
import { unheldIn, type UnheldFinding } from './unheld-values.ts';

/** What the work on one extract has in common, whoever does it. Plain data. */
export interface LoadSettings {
  /** The folder of the extract. */
  readonly directory: string;
  readonly encoding: FormatName;
  /** Where parts are prepared: `Target.place`. */
  readonly place: string;
}

export interface LoadContext extends LoadSettings {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

export interface PartJob {
  readonly table: string;
  readonly part: ManifestPart;
}

export interface HashJob {
  readonly table: string;
  readonly query: ChunkQuery;
}

/** Does what needs no connection to the target, one job at a time. Jobs and results are plain data. */
export interface LoadWorker {
  /** The values of a part that the target cannot hold. */
  unheld(job: PartJob): Promise<readonly UnheldFinding[]>;
  /** Makes a part ready for the target to take in; null: it takes it as it is. */
  prepare(job: PartJob): Promise<PreparedPart | null>;
  /** Reads rows of the new database back. */
  hash(job: HashJob): Promise<HashedRows>;
  /** Foreign keys of the new database that do not hold. */
  references(): Promise<readonly ReferenceViolation[]>;
}

export function loadWorker(
  context: LoadContext,
  reader: () => Pick<FellowReader, 'rows' | 'brokenReferences'>,
): LoadWorker {
  const { schema, dialect, directory, encoding, place } = context;
  const store = directoryStore(directory);
  return {
    unheld: ({ table: name, part }) => {
      const unheld = dialect.capabilities.unheldValues;
      return unheldIn(part, { table: tableOf(schema, name), store, encoding, unheld, signal: context.signal });
    },
    prepare: async ({ table: name, part }) => {
      const table = tableOf(schema, name);
      return dialect.preparePart?.(table, loadablePart({ ...context, table, store }, part), place) ?? null;
    },
    hash: ({ table, query }) => hashRows(tableOf(schema, table), reader().rows(query), context),
    references: () => reader().brokenReferences(schema),
  };
}

function tableOf(schema: SchemaDefinition, name: string): TableDefinition {
  const table = findTable(schema, name);
  if (table === undefined) throw new TypeError(`schema ${schema.version} has no table ${name}`);
  return table;
}
