import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/format/manifest.ts';
import { valueText } from '../../src/format/value-text.ts';
import { findTable, storedColumns, type TableDefinition, type Value } from '../../src/schema/definition.ts';
import { nastyRows, nastySchema, without } from '../dialects/mysql/nasty-rows.ts';
import { trip } from '../dialects/mysql/trip.ts';

type Cells = readonly (string | null)[];

/** The rows of a part without its header, by a reader that is not ours. */
type Reader = (path: string, table: TableDefinition) => Promise<readonly Cells[]>;

/** With the options that `docs/extract-format.md` names. */
const readers: Readonly<Record<string, Reader>> = {
  async 'csv-parse'(path) {
    const [, ...rows] = parse(readFileSync(path), {
      record_delimiter: '\n',
      cast: (value, { quoting }) => (!quoting && value === 'NULL' ? null : value),
    }) as unknown as Cells[];
    return rows;
  },

  async DuckDB(path, table) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const columns = storedColumns(table).map(({ name }) => `${literal(name)}: 'VARCHAR'`);
    const read = await connection.runAndReadAll(
      `SELECT hex(COLUMNS(*)) FROM read_csv(${literal(path)}, header = true, delim = ',', quote = '"', escape = '"',
        nullstr = 'NULL', allow_quoted_nulls = false, auto_detect = false, columns = { ${columns.join(', ')} })`,
    );
    // As hex: the package would take U+FEFF at the beginning of a text for a byte order mark.
    const rows = (read.getRows() as unknown as Cells[]).map((row) => row.map(fromHex));
    connection.closeSync();
    instance.closeSync();
    return rows;
  },
};

function fromHex(hex: string | null): string | null {
  return hex === null ? null : Buffer.from(hex, 'hex').toString('utf8');
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a reader has to say of a row that was put into the database. */
function cellsOf(table: TableDefinition, row: readonly Value[]): Cells {
  return storedColumns(table).map(({ type }, index) => {
    const value = row[index] ?? null;
    return value === null ? null : valueText(type).write(value);
  });
}

describe.each(Object.keys(readers))('%s', (name) => {
  test('reads every part of an extract of nasty values without a difference', async () => {
    const { at, fill, extract } = trip('ntom_foreign');
    const rows = without(nastyRows, [-0]);
    await fill('sqlite', 'a', nastySchema, rows);
    const manifest = await extract('sqlite', 'a', nastySchema, 'one');
    expect(manifest.tables.reduce((sum, table) => sum + table.rows, 0)).toBeGreaterThan(500);
    for (const { table, path } of partsOf(manifest)) {
      const found = await readers[name]?.(join(at('one'), path), table);
      const due = (rows[table.name] ?? []).map((row) => cellsOf(table, row));
      expect(sorted(found ?? []), path).toEqual(sorted(due));
    }
  });
});

function partsOf({ tables }: Manifest) {
  return tables.flatMap(({ name, parts }) => {
    const table = findTable(nastySchema, name);
    if (table === undefined) throw new TypeError(name);
    return parts.map(({ path }) => ({ table, path }));
  });
}

function sorted(rows: readonly Cells[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
