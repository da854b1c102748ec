import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openProject } from '../../src/project/project.ts';
import { temporaryProject } from './temporary-project.ts';

const schemaFile = (version: number) =>
  `export default { version: ${version}, fingerprint: 'f${version}', tables: [] };`;
const pipelineFile = (from: number, to: number) => `
  import source from '../schemas/v${from}.ts';
  import target from '../schemas/v${to}.ts';
  export default { name: source.version + 'to' + target.version, from: source, to: target, tables: [], drops: {} };`;

const files = {
  'ntom.config.ts': `export default { app: 'shop', database: 'engine:./data' };`,
  'schemas/v1.ts': schemaFile(1),
  'schemas/v2.ts': schemaFile(2),
  'schemas/v10.ts': schemaFile(10),
  'schemas/v3.ts': schemaFile(7),
  'schemas/notes.md': '',
  'schemas/v01.ts': '',
  'pipelines/1to2.ts': pipelineFile(1, 2),
  'pipelines/2to10.ts': pipelineFile(2, 10),
  'pipelines/2to3.ts': pipelineFile(1, 2),
  'pipelines/slugify.ts': '',
};

describe('openProject', () => {
  test('finds the nearest project upward', async () => {
    const folder = temporaryProject({ ...files, 'inner/ntom.config.ts': `export default { database: 'engine:/x' };` });
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    mkdirSync(join(folder, 'inner/a'), { recursive: true });
    expect((await openProject(undefined, join(folder, 'a/b'))).directory).toBe(folder);
    expect((await openProject(undefined, join(folder, 'inner/a'))).directory).toBe(join(folder, 'inner'));
    expect((await openProject('..', join(folder, 'a'))).directory).toBe(folder);
  });

  test('takes a named folder and no other', async () => {
    const folder = temporaryProject(files);
    mkdirSync(join(folder, 'a'));
    await expect(openProject('a', folder)).rejects.toThrow(`no ntom.config.ts in ${join(folder, 'a')}`);
    await expect(openProject(join(folder, 'missing'), '/')).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
    await expect(openProject(undefined, '/')).rejects.toThrow('no ntom.config.ts in / or in a folder above it');
  });

  test('counts relative paths from the folder of the configuration', async () => {
    const folder = temporaryProject(files);
    const project = await openProject(folder, '/');
    expect(project).toMatchObject({ app: 'shop', place: `engine:${folder}/data` });
    expect(project.extractDirectory(3)).toBe(join(folder, 'extracts/v3'));
  });

  test('refuses a configuration with an unknown key', async () => {
    const folder = temporaryProject({ 'ntom.config.ts': `export default { database: 'x:.', extract: 'e' };` });
    await expect(openProject(folder, '/')).rejects.toThrow('unknown key extract; did you mean extracts?');
  });
});

describe('schemas', () => {
  test('are listed in the order of their numbers', async () => {
    expect((await openProject(temporaryProject(files), '/')).schemaVersions()).toEqual([1, 2, 3, 10]);
  });

  test('have the version of their file', async () => {
    const project = await openProject(temporaryProject(files), '/');
    expect((await project.schema(10)).fingerprint).toBe('f10');
    await expect(project.schema(3)).rejects.toThrow('schemas/v3.ts declares schema 7');
    await expect(project.schema(4)).rejects.toThrow('there is no schemas/v4.ts; schemas there are: 1, 2, 3, 10');
  });

  test('may not be there at all', async () => {
    const project = await openProject(temporaryProject({ 'ntom.config.ts': files['ntom.config.ts'] }), '/');
    expect(project.schemaVersions()).toEqual([]);
    expect(project.pipelineNames()).toEqual([]);
    await expect(project.schema(1)).rejects.toThrow('schemas there are: none');
  });
});

describe('pipelines', () => {
  test('are listed without the files beside them', async () => {
    expect((await openProject(temporaryProject(files), '/')).pipelineNames()).toEqual(['1to2', '2to3', '2to10']);
  });

  test('have the name of their file', async () => {
    const project = await openProject(temporaryProject(files), '/');
    expect((await project.pipeline('2to10')).to.version).toBe(10);
    await expect(project.pipeline('2to3')).rejects.toThrow('pipelines/2to3.ts declares pipeline 1to2');
    await expect(project.pipeline('3to2')).rejects.toThrow(
      'there is no pipelines/3to2.ts; pipelines there are: 1to2, 2to3, 2to10',
    );
  });

  test('of one version copy the schema', async () => {
    const project = await openProject(temporaryProject(files), '/');
    const pipeline = await project.pipeline('10');
    expect([pipeline.from.version, pipeline.to.version]).toEqual([10, 10]);
    await expect(project.pipeline('11')).rejects.toMatchObject({ code: 'SCHEMA_NOT_FOUND' });
  });
});
