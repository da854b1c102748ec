import type { Dialect } from '../../src/dialects/dialect.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { csvFormat } from '../../src/format/csv.ts';
import { RecordBytes } from '../../src/format/record-bytes.ts';
import { RowHash } from '../../src/format/row-hash.ts';
import { storedColumns, type SchemaDefinition, type Value } from '../../src/schema/definition.ts';

/** What a database holds: by table, the hash of its rows. Equal before and after: no row was added, changed or deleted. */
export async function rowHashes(
  dialect: Dialect,
  location: DatabaseLocation,
  { tables }: SchemaDefinition,
): Promise<Readonly<Record<string, string>>> {
  await using source = await dialect.openSource(location);
  const hashes: Record<string, string> = {};
  for (const table of tables) {
    const columns = storedColumns(table);
    const codecs = columns.map(({ type }) => dialect.valueCodec(type));
    const { write } = csvFormat(table);
    const records = new RecordBytes();
    const hash = new RowHash();
    const query = source.tableQuery(
      table.name,
      columns.map(({ name }) => name),
    );
    for await (const batch of source.rows({ ...query, orderBy: [], range: null })) {
      const rows = batch.map((raw) => codecs.map((codec, index) => codec.fromDriver(raw[index]) as Value));
      for (const row of rows) write(row, records);
      hash.take(records);
    }
    hashes[table.name] = hash.sum;
  }
  return hashes;
}
