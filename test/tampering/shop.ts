import { copy } from '../../src/pipeline/copy.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql } from '../../src/pipeline/sql.ts';
import { decimal, int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';

const country = table({ code: text(3).primaryKey(), name: text(40) });
const city = table({
  id: int().primaryKey().autoIncrement(),
  country_code: text(3).references('country.code'),
  price: decimal(8, 2).nullable(),
});
const note = table({ id: int().primaryKey(), line: text(40) });

/** A pipeline to three tables: one of several parts, one without rows. Every key of a manifest has something to say. */
export const shopPipeline = pipeline(
  schema(1, { country, city, note, old: table({ id: int().primaryKey() }) }),
  schema(2, { country, city, note }),
  {
    country: sql`SELECT code, name FROM country`.each('country', { where: "code <> 'XXX'", reason: 'no country' }),
    city: copy(),
    note: copy(),
  },
  { drops: { old: 'not used' } },
);

export const shopSource = `
  CREATE TABLE country (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE city (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, country_code TEXT NOT NULL, price TEXT);
  CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, line TEXT NOT NULL);
  CREATE TABLE old (id INTEGER NOT NULL PRIMARY KEY);
  INSERT INTO country VALUES ('ATA', 'Antarctica'), ('CHE', 'Schweiz'), ('XXX', 'nowhere');
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
    INSERT INTO city SELECT i, iif(i % 2, 'CHE', 'ATA'), printf('%d.50', i) FROM n;
  INSERT INTO old VALUES (1);`;
