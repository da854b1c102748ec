import type { Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { rawRecord } from '../format/raw-record.ts';
import { RecordBytes } from '../format/record-bytes.ts';
import { RowHash } from '../format/row-hash.ts';
import type { SchemaDefinition, TableDefinition } from '../schema/definition.ts';
import { KeyReader, type ReadKeys } from './references-read.ts';

/** Rows that were read back. `sum`: null: a value is not of its column's type, so it cannot be the one of the extract. */
export interface HashedRows {
  readonly rows: number;
  readonly sum: string | null;
  /** For `ReferencesRead`. */
  readonly keys: readonly ReadKeys[];
}

export interface Hashing {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Records are gathered up to so many bytes before they are hashed. Rows may be long: a batch of them is too much. */
const hashedBytes = 64 * 1024;

/** Hashes rows of a table by the same encoder that wrote the extract. */
export async function hashRows(
  table: TableDefinition,
  batches: AsyncIterable<readonly RawRow[]>,
  { schema, dialect, signal, onEvent }: Hashing,
): Promise<HashedRows> {
  const write = rawRecord(table, dialect);
  const records = new RecordBytes();
  const hash = new RowHash();
  const keys = new KeyReader(schema, table, dialect);
  let rows = 0;
  let isOfTypes = true;
  for await (const batch of batches) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'verify' });
    rows += batch.length;
    onEvent({ type: 'rows', phase: 'verify', table: table.name, rows: batch.length });
    for (const raw of batch) {
      keys.add(raw);
      isOfTypes &&= write(raw, records);
      if (records.length >= hashedBytes) hash.take(records);
    }
  }
  hash.take(records);
  return { rows, sum: isOfTypes ? hash.sum : null, keys: keys.take() };
}
