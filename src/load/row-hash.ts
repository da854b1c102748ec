import { Refusal, type Dialect, type ValueCodec } from '../dialects/dialect.ts';
import type { RawRow } from '../dialects/source.ts';
import { failure, NtomError } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { csvFormat } from '../format/csv.ts';
import type { RowCodec } from '../format/row-codec.ts';
import { RowHash } from '../format/row-hash.ts';
import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';

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

/** Hashes rows of a table by the same encoder that wrote the extract. */
export async function hashRows(
  table: TableDefinition,
  batches: AsyncIterable<readonly RawRow[]>,
  { dialect, signal, onEvent }: Hashing,
): Promise<HashedRows> {
  const codecs = storedColumns(table).map((column) => dialect.valueCodec(column.type));
  const { encode } = csvFormat(table);
  const hash = new RowHash();
  let rows = 0;
  let isOfTypes = true;
  for await (const batch of batches) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'verify' });
    rows += batch.length;
    onEvent({ type: 'rows', phase: 'verify', table: table.name, rows: batch.length });
    let records = '';
    for (const raw of isOfTypes ? batch : []) {
      const record = recordOf(raw, codecs, encode);
      if (record === null) isOfTypes = false;
      else records += record;
    }
    hash.addText(records);
  }
  return { rows, sum: isOfTypes ? hash.sum : null };
}

function recordOf(raw: RawRow, codecs: readonly ValueCodec[], encode: RowCodec['encode']): string | null {
  const row: Value[] = [];
  for (const [index, codec] of codecs.entries()) {
    const value = codec.fromDriver(raw[index]);
    if (value instanceof Refusal) return null;
    row.push(value);
  }
  try {
    return encode(row);
  } catch (error) {
    if (error instanceof NtomError && error.code === 'VALUE_UNENCODABLE') return null;
    throw error;
  }
}
