import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { int, schema, table, text } from '../../src/index.ts';
import { openProject } from '../../src/project/project.ts';
import { releaseSchema, requireAsReleased } from '../../src/project/released-schemas.ts';
import type { SchemaDefinition } from '../../src/schema/definition.ts';
import { temporaryProject } from './temporary-project.ts';

const day = '2026-05-04';
const item = table({ id: int().primaryKey(), name: text(40) });
const released = schema(2, { item });

const emptyProject = (): string => temporaryProject({ 'schemas/v1.ts': '' });
const changed = { code: 'SCHEMA_RELEASED_CHANGED' };

test('a schema that is not released may change', async () => {
  const folder = emptyProject();
  requireAsReleased(folder, [released, schema(3, { item })]);
  expect(existsSync(join(folder, 'schemas/lock.json'))).toBe(false);
  await releaseSchema(folder, schema(1, { item }), day);
  requireAsReleased(folder, [released]);
});

test('a release is kept as it was, and a second one changes nothing', async () => {
  const folder = emptyProject();
  const release = { fingerprint: released.fingerprint, releasedAt: day };
  expect(await releaseSchema(folder, released, day)).toEqual({ ...release, isNew: true });
  const lock = readFileSync(join(folder, 'schemas/lock.json'));
  expect(await releaseSchema(folder, released, '2027-01-01')).toEqual({ ...release, isNew: false });
  expect(readFileSync(join(folder, 'schemas/lock.json'))).toEqual(lock);
  requireAsReleased(folder, [released]);
});

test.each<[string, SchemaDefinition]>([
  ['a table more', schema(2, { item, other: table({ id: int().primaryKey() }) })],
  ['a column more', schema(2, { item: table({ id: int().primaryKey(), name: text(40), slug: text(40).nullable() }) })],
  ['a column renamed', schema(2, { item: table({ id: int().primaryKey(), label: text(40) }) })],
  ['a column longer', schema(2, { item: table({ id: int().primaryKey(), name: text(41) }) })],
  ['NULL taken', schema(2, { item: table({ id: int().primaryKey(), name: text(40).nullable() }) })],
  ['a default', schema(2, { item: table({ id: int().primaryKey(), name: text(40).default('') }) })],
  ['an index', schema(2, { item: table({ id: int().primaryKey(), name: text(40).index() }) })],
  ['columns in another order', schema(2, { item: table({ name: text(40), id: int().primaryKey() }) })],
  ['a view', schema(2, { item }, { views: { items: 'SELECT id FROM item' } })],
])('a released schema is refused with %s', async (_, other) => {
  const folder = emptyProject();
  await releaseSchema(folder, released, day);
  expect(() => requireAsReleased(folder, [schema(1, { item }), other])).toThrow(expect.objectContaining(changed));
  await expect(releaseSchema(folder, other, day)).rejects.toMatchObject(changed);
  expect(() => requireAsReleased(folder, [other])).toThrow(
    `schema 2 was released on ${day} and has changed since (fingerprint ${released.fingerprint.slice(0, 12)}, now ` +
      `${other.fingerprint.slice(0, 12)}); take the change back and make schema 3 for it`,
  );
});

test('releases at the same time are all kept', async () => {
  const folder = emptyProject();
  const versions = [3, 1, 4, 2];
  await Promise.all(versions.map((version) => releaseSchema(folder, schema(version, { item }), day)));
  const lock: unknown = JSON.parse(readFileSync(join(folder, 'schemas/lock.json'), 'utf8'));
  expect(lock).toMatchObject({ released: { 1: {}, 2: {}, 3: {}, 4: {} } });
});

test('a project refuses a changed schema and the pipelines from and to it, and no others', async () => {
  const hex = (version: number): string => String(version).repeat(64);
  const schemaFile = (version: number): string =>
    `export default { version: ${version}, fingerprint: '${hex(version)}', tables: [] };`;
  const pipelineFile = (from: number, to: number): string => `
    import source from '../schemas/v${from}.ts';
    import target from '../schemas/v${to}.ts';
    export default { name: '${from}to${to}', from: source, to: target, tables: [], drops: {} };`;
  const folder = temporaryProject({
    'ntom.config.ts': `export default { database: 'engine:./data' };`,
    ...Object.fromEntries([1, 2, 3].map((version) => [`schemas/v${version}.ts`, schemaFile(version)])),
    'pipelines/1to2.ts': pipelineFile(1, 2),
    'pipelines/2to3.ts': pipelineFile(2, 3),
    'pipelines/3to1.ts': pipelineFile(3, 1),
  });
  const project = await openProject(folder, '/');
  for (const version of [1, 2]) await project.release(version, day);
  await Promise.all(['1to2', '2to3', '3to1', '2'].map((name) => project.pipeline(name)));
  expect([...project.releases().keys()]).toEqual([1, 2]);

  const lock = join(folder, 'schemas/lock.json');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(hex(2), hex(9)));
  await expect(project.schema(2)).rejects.toMatchObject(changed);
  await expect(project.release(2, day)).rejects.toMatchObject(changed);
  for (const name of ['1to2', '2to3', '2']) await expect(project.pipeline(name), name).rejects.toMatchObject(changed);
  await Promise.all([project.schema(1), project.schema(3), project.pipeline('3to1')]);

  writeFileSync(lock, '{}');
  await expect(project.schema(3)).rejects.toMatchObject({ code: 'LOCK_INVALID' });
  await expect(project.pipeline('3to1')).rejects.toMatchObject({ code: 'LOCK_INVALID' });
});
