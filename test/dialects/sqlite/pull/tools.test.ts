import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Pulled } from '../../../../src/dialects/pulled.ts';
import { sqlite } from '../../../../src/dialects/sqlite/dialect.ts';
import { identityPipeline } from '../../../../src/pipeline/identity-pipeline.ts';
import { isAtHand, readCase } from '../../../support/cases/case-folder.ts';
import { migration, rejectedRows, rowsOf, type Migration } from '../../../support/migration.ts';
import { needs } from '../../../support/needs.ts';
import { databaseOf, madeFrom, messagesOf, pull, schemaOf, withoutNotes } from './pulled.ts';

const folder = new URL('../../../pull/', import.meta.url);
const tools = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/sqlite.sql`, folder)));

function scriptOf(tool: string): string {
  return readFileSync(new URL(`${tool}/sqlite.sql`, folder), 'utf8');
}

function pullFile(path: string): Pulled {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    return pull(database);
  } finally {
    database.close();
  }
}

/** Every value with its storage class. */
function contentOf(path: string, { tables }: Pulled): Readonly<Record<string, unknown>> {
  const rows = tables.map(({ name, columns }) => {
    const values = columns.map((column) => `"${column.name.replaceAll('"', '""')}"`);
    const classes = values.map((value) => `typeof(${value})`);
    return [name, rowsOf(path, `SELECT ${[...values, ...classes].join()} FROM "${name}" ORDER BY ${values.join()}`)];
  });
  return Object.fromEntries(rows) as Record<string, unknown>;
}

/** The database that comes of an extract by what was pulled, and the load of it. */
async function moved(pulled: Pulled, source: (migration: Migration) => void): Promise<{ old: string; new: string }> {
  const run = migration({ pipeline: identityPipeline(schemaOf(pulled)), source: null });
  source(run);
  await run.extract();
  await run.load({ target: sqlite.locate(`sqlite:${run.folder}/new`, 'app', 1) });
  return { old: run.source, new: `${run.folder}/new/app_v1.db` };
}

/** Tables of which a note says that values are written in another way. */
const rewritten: Readonly<Record<string, readonly string[]>> = { django: ['django_migrations'] };

describe.each(tools)('a database of %s', (tool) => {
  test('is the same when it is made anew from what was pulled', () => {
    const pulled = pull(databaseOf(scriptOf(tool)));
    expect(withoutNotes(pull(madeFrom(pulled)))).toEqual(withoutNotes(pulled));
  });

  test('is extracted and loaded by what was pulled: no row is rejected, all are the same, and the structure is', async () => {
    const pulled = pull(databaseOf(scriptOf(tool)));
    const databases = await moved(pulled, ({ source }) => {
      const database = new BetterSqlite3(source);
      database.exec(scriptOf(tool));
      database.close();
    });
    expect(withoutNotes(pullFile(databases.new))).toEqual(withoutNotes(pulled));
    const skipped = rewritten[tool] ?? [];
    const same = { ...pulled, tables: pulled.tables.filter(({ name }) => !skipped.includes(name)) };
    expect(contentOf(databases.new, same)).toEqual(contentOf(databases.old, same));
    for (const table of skipped) expect(messagesOf(pulled).join()).toContain(`warning: ${table}.`);
  });
});

test('an extract rejects the rows that a note names, and no others', async () => {
  const script = `CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, b TEXT, u VARCHAR(9));
    INSERT INTO t (n, b, u) VALUES (1, 'x', 'y'), ('n/a', 'x', 'y'), (2, x'00', 'y'), (3, 'x', CAST(x'ff' AS TEXT)), (4, 'x', 'y')`;
  const pulled = pull(databaseOf(script));
  expect(messagesOf(pulled)).toEqual([
    'warning: t.n is declared INTEGER, but holds 1 text such as "n/a": taken as int(), which rejects 1 of its 5 values',
    "warning: t.b is declared TEXT, but holds 1 blob such as x'00': taken as text(), which rejects 1 of its 5 values",
    'warning: t.u is declared VARCHAR(9), but holds 1 text that is not valid such as bytes FF: taken as text(9), which rejects 1 of its 5 values',
  ]);
  const run = migration({ pipeline: identityPipeline(schemaOf(pulled)), source: script });
  await expect(run.extract()).rejects.toMatchObject({ code: 'ROWS_REJECTED', details: { rows: 3 } });
  expect(rejectedRows(run, 't').map(({ key }) => key)).toEqual([{ id: 2 }, { id: 3 }, { id: 4 }]);
});

const chinook = await readCase('chinook');

describe('Chinook', needs(isAtHand(chinook, 'sqlite'), chinook.options.otherwise ?? ''), () => {
  const file = chinook.options.given?.sqlite ?? folder;

  test('is the same when it is made anew, and when it is extracted and loaded', async () => {
    const databases = await moved(pullFile(file.pathname), ({ source }) => copyFileSync(file, source));
    const pulled = pullFile(databases.old);
    expect(messagesOf(pulled)).toEqual([
      'warning: Invoice.Total is declared NUMERIC(10,2), but holds 412 reals such as 1.98: taken as real(), which is not exact',
      'warning: InvoiceLine.UnitPrice is declared NUMERIC(10,2), but holds 2240 reals such as 0.99: taken as real(), which is not exact',
      'warning: Track.UnitPrice is declared NUMERIC(10,2), but holds 3503 reals such as 0.99: taken as real(), which is not exact',
    ]);
    expect(withoutNotes(pull(madeFrom(pulled)))).toEqual(withoutNotes(pulled));
    expect(withoutNotes(pullFile(databases.new))).toEqual(withoutNotes(pulled));
    expect(contentOf(databases.new, pulled)).toEqual(contentOf(databases.old, pulled));
  });
});
