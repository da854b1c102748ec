import { Refusal, type Dialect, type ValueCodec } from '../dialects/dialect.ts';
import type { RawRow, Source } from '../dialects/source.ts';
import { failure, NtomError } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { csvFormat } from '../format/csv.ts';
import { bytesOf, type Manifest, type ManifestTable } from '../format/manifest.ts';
import type { RowCodec } from '../format/row-codec.ts';
import { RowHash } from '../format/row-hash.ts';
import { storedColumns, type SchemaDefinition, type TableDefinition, type Value } from '../schema/definition.ts';

/** What is compared with the manifest: rows and their hashes, only their number, nothing. */
export type VerifyLevel = 'full' | 'count' | 'none';

export interface Proof {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/** Reads a database back and compares it with a manifest, table by table. Empty: it holds exactly the rows of the extract. */
export async function differencesOf(
  source: Source,
  manifest: Manifest,
  proof: Proof,
  level: VerifyLevel,
): Promise<readonly string[]> {
  const startedAt = Date.now();
  const { schema, onEvent } = proof;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  onEvent({ type: 'phase-started', phase: 'verify', schema: schema.version, tables: manifest.tables.length, rows });
  const differences: string[] = [];
  for (const [index, table] of schema.tables.entries()) {
    const written = manifest.tables[index];
    if (written !== undefined) differences.push(...(await differenceOf(source, table, written, proof, level)));
  }
  onEvent({ type: 'phase-finished', phase: 'verify', schema: schema.version, rows, ms: Date.now() - startedAt });
  return differences;
}

async function differenceOf(
  source: Source,
  table: TableDefinition,
  written: ManifestTable,
  proof: Proof,
  level: VerifyLevel,
): Promise<readonly string[]> {
  const { onEvent } = proof;
  onEvent({ type: 'table-started', phase: 'verify', table: table.name, rows: written.rows });
  const rows = await source.countTable(table.name);
  const same = level !== 'full' || rows !== written.rows || (await rowHash(source, table, proof)) === written.rowHash;
  onEvent({
    type: 'table-finished',
    phase: 'verify',
    table: table.name,
    rows,
    parts: written.parts.length,
    bytes: bytesOf(written.parts),
  });
  if (rows !== written.rows) return [`${table.name} has ${rows} rows, not ${written.rows}`];
  return same ? [] : [`${table.name} has ${rows} rows as it should, but not the same ones`];
}

/** By the same encoder that wrote the extract. */
async function rowHash(
  source: Source,
  table: TableDefinition,
  { dialect, signal, onEvent }: Proof,
): Promise<string | null> {
  const columns = storedColumns(table);
  const codecs = columns.map((column) => dialect.valueCodec(column.type));
  const { encode } = csvFormat(table);
  const hash = new RowHash();
  const query = source.tableQuery(
    table.name,
    columns.map((column) => column.name),
  );
  for await (const batch of source.rows({ ...query, orderBy: [], range: null })) {
    if (signal.aborted) throw failure('INTERRUPTED', { what: 'verify' });
    let records = '';
    for (const raw of batch) {
      const record = recordOf(raw, codecs, encode);
      if (record === null) return null;
      records += record;
    }
    hash.addText(records);
    onEvent({ type: 'rows', phase: 'verify', table: table.name, rows: batch.length });
  }
  return hash.sum;
}

/** null: a value is not of its column's type, so it cannot be the one of the extract. */
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
