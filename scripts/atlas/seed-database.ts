import v1 from '../../schemas/v1.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import type { LoadablePart } from '../../src/dialects/target.ts';
import { csvFormat } from '../../src/format/csv.ts';
import { RecordBytes } from '../../src/format/record-bytes.ts';
import { storedColumns, type TableDefinition, type Value } from '../../src/schema/definition.ts';
import { cityRows } from './city-rows.ts';
import { countryRows } from './country-rows.ts';
import type { Sample } from './sample.ts';
import { sourceRows } from './source-rows.ts';

/**
 * Builds the database of schema 1, `app_v1`, at a place on any engine, and fills it. `sample`: null for the whole world.
 * `replace`: whether an earlier one may go.
 *
 * @throws {NtomError} `TARGET_EXISTS`.
 */
export async function seedDatabase(place: string, sample: Sample | null, replace = false): Promise<DatabaseLocation> {
  const dialect = await dialectOf(place);
  const location = dialect.locate(place, 'app', 1);
  const rows = rowsOf(sample);
  await using target = await dialect.createTarget(location, v1, { replace, partsId: null });
  for (const table of v1.tables) {
    const part = inMemory(table, rows[table.name] ?? []);
    await target.load(table, part, (await dialect.preparePart?.(table, part, target.place)) ?? null);
  }
  const record = { schema: 1, fingerprint: v1.fingerprint, contentId: null, loadedAt: new Date().toISOString() };
  await target.complete(record, new Map());
  await target.publish();
  return location;
}

type NamedRow = Readonly<Record<string, Value>>;

function rowsOf(sample: Sample | null): Readonly<Record<string, readonly NamedRow[]>> {
  const countries = countryRows(sample);
  const codes = new Set(countries.map(({ code }) => code));
  return { country: countries, city: cityRows(codes, sample?.citiesPerCountry ?? Infinity), source: sourceRows() };
}

/** Rows that are no file, as a load takes them. */
function inMemory(table: TableDefinition, rows: readonly NamedRow[]): LoadablePart {
  const columns = storedColumns(table).map(({ name }) => name);
  const values = rows.map((row) => columns.map((column) => row[column] ?? null));
  return {
    path: table.name,
    rows: rows.length,
    readers: null,
    signal: new AbortController().signal,
    async *batches() {
      yield values;
    },
    async *records() {
      const records = new RecordBytes();
      for (const row of values) csvFormat(table).write(row, records);
      yield records.take();
    },
  };
}
