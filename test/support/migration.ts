import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { NtomError, type ErrorCode } from '../../src/errors.ts';
import { runExtract, type Extract, type ExtractOptions } from '../../src/extract/run-extract.ts';
import { runLoad, type Load, type LoadOptions } from '../../src/load/run-load.ts';
import { copy } from '../../src/pipeline/copy.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { schema } from '../../src/schema/schema.ts';
import type { Table } from '../../src/schema/table.ts';

/** An application `app` in a folder of its own, with a database of schema N. */
export interface Migration {
  readonly folder: string;
  /** `app_v1.db`. */
  readonly source: string;
  /** `app_v2.db`, or what the pipeline leads to. */
  readonly target: string;
  /** `extracts/v2`. */
  readonly extracted: string;
  extract(changes?: Partial<ExtractOptions>): Promise<Extract>;
  load(changes?: Partial<LoadOptions>): Promise<Load>;
}

export interface MigrationOptions {
  readonly pipeline: PipelineDefinition;
  /** Makes the source database; null: there is none. */
  readonly source: string | ((database: Database) => void) | null;
}

/** The working folder until the test has finished: names in messages are then short. Everything in it is removed. */
export function migration({ pipeline, source }: MigrationOptions): Migration {
  const folder = temporaryFolder();
  const [from, to] = [pipeline.from.version, pipeline.to.version];
  const files = {
    folder,
    source: join(folder, `app_v${from}.db`),
    target: join(folder, `app_v${to}.db`),
    extracted: join(folder, 'extracts', `v${to}`),
  };
  mkdirSync(join(folder, 'extracts'));
  if (source !== null) change(files.source, source);
  const place = `sqlite:${folder}`;
  const shared = { dialect: sqlite, directory: files.extracted, onEvent: () => undefined };
  return {
    ...files,
    extract: (changes) =>
      keepingSource(files.source, () =>
        runExtract({
          ...shared,
          pipeline,
          source: sqlite.locate(place, 'app', from),
          format: 'csv',
          compression: null,
          tables: null,
          maxRejects: 1000,
          chunkRows: 100_000,
          signal: new AbortController().signal,
          ...changes,
        }),
      ),
    load: (changes) =>
      keepingSource(files.source, () =>
        runLoad({
          ...shared,
          schema: pipeline.to,
          target: sqlite.locate(place, 'app', to),
          replace: false,
          verify: 'full',
          signal: new AbortController().signal,
          ...changes,
        }),
      ),
  };
}

/** Fails if a database file is another one after the work, also if that fails. */
async function keepingSource<T>(path: string, work: () => Promise<T>): Promise<T> {
  // A test may run as somebody who may not read it.
  const hash = (): string | null => (isReadable(path) && statSync(path).isFile() ? identityOf(path) : null);
  const before = hash();
  try {
    return await work();
  } finally {
    expect(hash(), 'the source database').toBe(before);
  }
}

function isReadable(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** The pipeline 1to2 between two schemas that have the same tables. */
export function copying(tables: Readonly<Record<string, Table>>): PipelineDefinition {
  const copies = Object.fromEntries(Object.keys(tables).map((name) => [name, copy()]));
  return pipeline(schema(1, tables), schema(2, tables), copies);
}

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ntom-bad-input-')));
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Changes a database file, or makes it, as some program might. */
export function change(path: string, by: string | ((database: Database) => void)): void {
  const database = new BetterSqlite3(path);
  try {
    if (typeof by === 'string') database.exec(by);
    else by(database);
  } finally {
    database.close();
  }
}

/** The rows of a query on a database file, integers as bigint. */
export function rowsOf(path: string, query: string): unknown[][] {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    return database.prepare<[], unknown[]>(query).raw(true).safeIntegers(true).all();
  } finally {
    database.close();
  }
}

export interface Refused {
  readonly code: ErrorCode;
  /** Of the message, paths from the folder of the migration. */
  readonly says: string | RegExp;
  readonly state: Readonly<Record<string, string>>;
  readonly next: string;
  /** What the failure may leave behind: nothing, unless rejected rows are written down. */
  readonly leaves?: readonly string[];
}

/**
 * Expects that work fails as it should: by its code, in words that say where, with the state of everything and the next
 * command. And that every file in the folder is afterwards what it was before, and none is new.
 */
export async function expectRefused(
  { folder }: Pick<Migration, 'folder'>,
  work: () => Promise<unknown>,
  { code, says, state, next, leaves = [] }: Refused,
): Promise<NtomError> {
  const before = contentOf(folder);
  const error = await work().then(
    () => expect.fail(`it worked, where ${code} was due`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NtomError)) throw error;
  const message = error.message.replaceAll(`${folder}/`, '').replaceAll(/partial-[0-9a-f]{8}/g, 'partial-*');
  expect({ code: error.code, message }).toEqual({
    code,
    message: typeof says === 'string' ? says : expect.stringMatching(says),
  });
  expect(Object.fromEntries(error.aftermath?.state.map(({ what, is }) => [what, is]) ?? [])).toEqual(state);
  expect(error.aftermath?.next).toBe(next);
  const after = contentOf(folder);
  for (const path of leaves) expect(after).toHaveProperty([path]);
  expect(Object.fromEntries(Object.entries(after).filter(([path]) => !leaves.includes(path)))).toEqual(before);
  return error;
}

/** By path, what every file, folder and link is, but for what ntom keeps of its runs. */
export function contentOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !/^\.ntom(?:\/|$)/.test(path),
  );
  return Object.fromEntries(paths.toSorted().map((path) => [path, identityOf(join(folder, path))]));
}

function identityOf(path: string): string {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (!status.isFile()) return 'folder';
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** What is written down of the rejected rows of a table. */
export function rejectedRows({ extracted }: Migration, table: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(join(`${extracted}.rejects`, `${table}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}
