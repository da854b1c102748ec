import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import type { DatabaseLocation } from '../../../src/dialects/location.ts';
import { dialectOf } from '../../../src/dialects/registry.ts';
import { runExtract, type ExtractOptions } from '../../../src/extract/run-extract.ts';
import type { Manifest } from '../../../src/format/manifest.ts';
import { createDatabase } from '../../../src/load/create-database.ts';
import { runLoad } from '../../../src/load/run-load.ts';
import { runVerify } from '../../../src/load/run-verify.ts';
import type { PipelineDefinition } from '../../../src/pipeline/definition.ts';
import type { SchemaDefinition } from '../../../src/schema/definition.ts';
import type { TestEngine } from '../engines.ts';
import type { CaseFolder } from './case-folder.ts';

export interface TestDatabase {
  readonly engine: TestEngine;
  readonly dialect: Dialect;
  readonly location: DatabaseLocation;
}

const uninterrupted = { signal: new AbortController().signal, onEvent: () => undefined };

/** The database of a schema version in a folder. Nothing is made. */
export async function databaseIn(folder: string, engine: TestEngine, version: number): Promise<TestDatabase> {
  const { url, app } = await engine.place(folder);
  const dialect = await dialectOf(url);
  return { engine, dialect, location: dialect.locate(url, app, version) };
}

/** Makes the database that a case starts from. */
export async function makeSource(each: CaseFolder, engine: TestEngine, folder: string): Promise<TestDatabase> {
  const { from } = each.pipeline;
  const database = await databaseIn(folder, engine, from.version);
  const given = each.options.given?.[engine.name];
  if (given !== undefined) {
    await engine.access.adopt(given, database.location);
    return database;
  }
  await createDatabase({ schema: from, dialect: database.dialect, target: database.location });
  await engine.access.execute(database.location, readFileSync(new URL('source.sql', each.url), 'utf8'));
  return database;
}

/** Phase 1 into a folder. */
export async function extractTo(
  directory: string,
  { dialect, location }: TestDatabase,
  pipeline: PipelineDefinition,
  changes: Partial<
    Pick<ExtractOptions, 'format' | 'compression' | 'tables' | 'chunkRows' | 'maxRejects' | 'onEvent'>
  > = {},
): Promise<Manifest> {
  const usual = { format: 'csv', compression: null, tables: null, maxRejects: 10, chunkRows: 1_000_000 } as const;
  const run = { pipeline, dialect, source: location, directory, ...usual, ...uninterrupted, ...changes };
  return (await runExtract(run)).manifest;
}

/** Phase 2 from a folder, proved while it is built and once more when it has its name. */
export async function loadFrom(directory: string, schema: SchemaDefinition, database: TestDatabase): Promise<void> {
  const run = { schema, dialect: database.dialect, target: database.location, directory, ...uninterrupted };
  await runLoad({ ...run, replace: false, verify: 'full' });
  await runVerify(run);
}

/** The bytes of all parts, by name. */
export function partTexts(directory: string, { tables }: Manifest): Record<string, string> {
  const paths = tables.flatMap(({ parts }) => parts.map(({ path }) => path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(directory, path), 'latin1')]));
}
