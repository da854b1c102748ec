import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Manifest } from '../../src/format/manifest.ts';
import { createDatabase } from '../../src/load/create-database.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { databaseIn, extractTo, loadFrom, type TestDatabase } from '../support/cases/phases.ts';
import { bothNeeded, engines, type TestEngine } from '../support/engines.ts';

const isFull = process.env['NTOM_TEST_FULL'] === '1';

/** The real size with `NTOM_TEST_FULL=1`, else one that takes no time. */
export function sized(reduced: number, real: number): number {
  return isFull ? real : reduced;
}

/** Also of those that take longest. */
export const timeout = sized(120_000, 1_200_000);

/** From each engine to the other. */
export const crossings = engines.flatMap((from) =>
  engines
    .filter((to) => to !== from)
    .map((to) => ({ from, to, needs: bothNeeded(from, to), name: `${from.name} to ${to.name}` })),
);

/** A database, filled by its engine alone. */
export async function filled(
  folder: string,
  engine: TestEngine,
  schema: SchemaDefinition,
  scripts: readonly string[],
): Promise<TestDatabase> {
  const database = await databaseIn(folder, engine, schema.version);
  await createDatabase({ schema, dialect: database.dialect, target: database.location });
  for (const script of scripts) await engine.access.execute(database.location, script);
  return database;
}

/** Extracts a database, loads it into another engine, extracts that, and expects the same extract. Returns its manifest. */
export async function expectSameThere(
  folder: string,
  source: TestDatabase,
  to: TestEngine,
  schema: SchemaDefinition,
): Promise<Manifest> {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const pipeline = identityPipeline(schema);
  const there = await extractTo(first, source, pipeline);
  const target = await databaseIn(join(folder, 'target'), to, schema.version);
  await loadFrom(first, schema, target);
  expect(await to.access.faults(target.location)).toEqual([]);
  const again = await extractTo(second, target, pipeline);
  expect(again.contentId).toBe(there.contentId);
  expect(again.tables).toEqual(there.tables);
  return there;
}

/** Of the test that is running, removed after it. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-big-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
