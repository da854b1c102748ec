import type { Dialect } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { rawRecord } from '../format/raw-record.ts';
import { RowHash } from '../format/row-hash.ts';
import type { TableDefinition } from '../schema/definition.ts';

/** Rows that were read back. `sum`: null: a value is not of its column's type, so it cannot be the one of the extract. */
export interface HashedRows {
  readonly rows: number;
  readonly sum: string | null;
}

export interface Hashing {
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Records are gathered up to this length before they are hashed. Rows may be long: a batch of them is too much. */
const hashedCharacters = 64 * 1024;

/** Hashes rows of a table by the same encoder that wrote the extract. */
export async function hashRows(
  table: TableDefinition,
  batches: AsyncIterable<readonly RawRow[]>,
  { dialect, signal, onEvent }: Hashing,
): Promise<HashedRows> {
  const recordOf = rawRecord(table, dialect);
  const hash = new RowHash();
  let rows = 0;
  let isOfTypes = true;
  for await (const batch of batches) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'verify' });
    rows += batch.length;
    onEvent({ type: 'rows', phase: 'verify', table: table.name, rows: batch.length });
    let records = '';
    for (const raw of isOfTypes ? batch : []) {
      const record = recordOf(raw);
      if (record === null) isOfTypes = false;
      else records += record;
      if (records.length < hashedCharacters) continue;
      hash.addText(records);
      records = '';
    }
    hash.addText(records);
  }
  return { rows, sum: isOfTypes ? hash.sum : null };
}
