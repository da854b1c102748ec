import Database from 'better-sqlite3';
import v1 from '../../schemas/v1.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { sqliteLocation } from '../../src/dialects/sqlite/location.ts';
import { cityRows } from './city-rows.ts';
import { countryRows } from './country-rows.ts';
import type { Sample } from './sample.ts';
import { sourceRows } from './source-rows.ts';

/**
 * Builds the database of schema 1, `app_v1.db`, at a place and fills it as release 1 of an application would have: by inserts
 * of its own. `sample`: null for the whole world. Returns the database's file.
 *
 * @throws {NtomError} `TARGET_EXISTS`.
 */
export async function seedDatabase(place: string, sample: Sample | null): Promise<string> {
  const dialect = await dialectOf(place);
  const target = dialect.locate(place, 'app', 1);
  await createDatabase({ schema: v1, dialect, target });
  const file = sqliteLocation(target).path;
  insertRows(file, sample);
  return file;
}

function insertRows(file: string, sample: Sample | null): void {
  const database = new Database(file, { fileMustExist: true });
  const countries = countryRows(sample);
  const codes = new Set(countries.map(({ code }) => code));
  const insertAll = database.transaction(() => {
    insertInto(database, 'country', countries);
    insertInto(database, 'city', cityRows(codes, sample?.citiesPerCountry ?? Infinity));
    insertInto(database, 'source', sourceRows());
  });
  try {
    insertAll();
  } finally {
    database.close();
  }
}

function insertInto(database: Database.Database, table: string, rows: readonly object[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((column) => `@${column}`).join(', ');
  const insert = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})`);
  for (const row of rows) insert.run(row);
}
