import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { blob, int, schema, table, text } from '../../../src/index.ts';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { runExtract, type ExtractOptions } from '../../../src/extract/run-extract.ts';
import type { Manifest } from '../../../src/format/manifest.ts';
import type { FormatName } from '../../../src/format/row-codec.ts';
import { createDatabase } from '../../../src/load/create-database.ts';
import { runLoad, type LoadOptions } from '../../../src/load/run-load.ts';
import { identityPipeline } from '../../../src/pipeline/identity-pipeline.ts';

/** Of the databases that these tests make. */
export const app = 'tfault';
export const final = `${app}_v3`;
export const loading = `${final}__loading`;

export const library = schema(
  3,
  {
    shelf: table({ id: int().primaryKey().autoIncrement(), label: text(40) }),
    book: table({
      id: int().primaryKey().autoIncrement(),
      shelf_id: int().references('shelf.id'),
      title: text(200),
      content: text(60_000),
      cover: blob(200).nullable(),
    }),
  },
  {
    views: { listing: 'SELECT label, title FROM book JOIN shelf ON shelf.id = shelf_id' },
    triggers: {
      book_title: {
        sqlite: `CREATE TRIGGER book_title AFTER INSERT ON book BEGIN SELECT 1; END`,
        mysql: `CREATE TRIGGER book_title BEFORE INSERT ON book FOR EACH ROW SET NEW.title = concat('new: ', NEW.title)`,
      },
    },
  },
);

/** Rows of books, and parts of them. */
export interface Size {
  readonly books: number;
  /** Characters of a book's content. */
  readonly characters: number;
  readonly parts: number;
}

/** An extract of the library, and what is done with it. */
export interface LibraryExtract extends Disposable {
  readonly folder: string;
  readonly directory: string;
  readonly manifest: Manifest;
}

/** Made from a database of the other engine, so that nothing of the one under test is in it. */
export async function extractLibrary(
  { books, characters, parts }: Size,
  format: FormatName = 'csv',
): Promise<LibraryExtract> {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-library-'));
  const place = `sqlite:${folder}`;
  const dialect = await dialectOf(place);
  await createDatabase({ schema: library, dialect, target: dialect.locate(place, app, 3) });
  const database = new BetterSqlite3(join(folder, `${app}_v3.db`));
  database.exec(`INSERT INTO shelf (label) VALUES ('a'), ('b''"\\ NULL')`);
  database
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO book SELECT i, i % 2 + 1, 'Title ' || i, substr(replace(hex(zeroblob(? / 2 + 1)), '00', 'é"'), 1, ?), CAST(i AS BLOB) FROM n`,
    )
    .run(books, characters, characters);
  database.close();
  const directory = join(folder, 'extract');
  const manifest = await extractFrom(place, directory, { format, chunkRows: Math.ceil(books / parts) });
  return { folder, directory, manifest, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function extractFrom(
  place: string,
  directory: string,
  changes: Partial<ExtractOptions> = {},
): Promise<Manifest> {
  const dialect = await dialectOf(place);
  const { manifest } = await runExtract({
    pipeline: identityPipeline(library),
    dialect,
    source: dialect.locate(place, app, 3),
    directory,
    format: 'csv',
    compression: null,
    tables: null,
    maxRejects: 10,
    chunkRows: 1_000_000,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    ...changes,
  });
  return manifest;
}

/** Phase 2 to a place, with every row read back. */
export async function loadTo(
  place: string,
  { directory }: Pick<LibraryExtract, 'directory'>,
  changes: Partial<LoadOptions> = {},
): Promise<Manifest> {
  const dialect = await dialectOf(place);
  const { manifest } = await runLoad({
    schema: library,
    dialect,
    target: dialect.locate(place, app, 3),
    directory,
    replace: false,
    verify: 'full',
    signal: new AbortController().signal,
    onEvent: () => undefined,
    ...changes,
  });
  return manifest;
}

/** The error of a run that must fail. */
export async function errorOf(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error,
  );
}
