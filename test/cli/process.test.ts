import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventsOf } from './events-of.ts';
import { finished, runNtom, startNtom } from './run-ntom.ts';
import { addItems, emptyTheName, shop, shopFiles } from './shop.ts';

async function shopWithItems(count: number): Promise<string> {
  const folder = shop();
  expect(await runNtom(folder, 'create', '1')).toMatchObject({ code: 0, err: '' });
  addItems(folder, count);
  return folder;
}

const extractsIn = (folder: string): readonly string[] =>
  existsSync(join(folder, 'extracts')) ? readdirSync(join(folder, 'extracts')) : [];

describe('a project file that is wrong', () => {
  test('is named with the place in it', async () => {
    const folder = shop({
      'schemas/v4.ts': `import { nothing } from './missing.ts';\nexport default nothing;`,
      'schemas/v5.ts': `export default 5;\nconst x: = 3;`,
      'schemas/v6.ts': `import './deep/throws.ts';\nexport default 6;`,
      'schemas/deep/throws.ts': `const text: string = 'first line\\nsecond line';\n\nthrow new Error(text);`,
      'schemas/v7.ts': `export const schema7 = 7;`,
      'schemas/v8.ts': `import { schema } from 'ntom';\nexport default schema;`,
      'schemas/v9.ts': `import { int, schema, table } from 'ntom';\nexport default schema(10, { t: table({ id: int() }) });`,
      'schemas/v10.ts': `import { int, schema, table } from 'ntom';\nexport default schema(10, { t: table({ 'a b': int(), select: 3 as never }) });`,
    });
    const status = eventsOf(await runNtom(folder, 'status', '--json'))[0];
    const schemas = status?.['schemas'] as { version: number; problem: string | null }[];
    const problems = Object.fromEntries(schemas.map(({ version, problem }) => [version, problem]));
    expect(problems).toMatchObject({
      1: null,
      2: null,
      3: null,
      4: expect.stringContaining("schemas/v4.ts cannot be loaded: Cannot find module 'schemas/missing.ts'"),
      5: expect.stringMatching(/^schemas\/v5\.ts cannot be loaded: .*, at schemas\/v5\.ts:2:\d+$/),
      6: 'schemas/v6.ts cannot be loaded: first line, at schemas/deep/throws.ts:3:7',
      7: 'schemas/v7.ts has no default export; expected schema(7, { … }) (its exports: schema7)',
      8: 'the default export of schemas/v8.ts is a function; expected schema(8, { … })',
      9: 'schemas/v9.ts declares schema 10',
      10: expect.not.stringContaining('cannot be loaded'),
    });
    expect(status).toMatchObject({ next: null, why: 'schemas/v10.ts has to be corrected first' });
  });

  test('is found by the command that needs it', async () => {
    const folder = shop({
      'pipelines/1to2.ts': 'export const pipeline = 3;',
      'pipelines/1to3.ts': shopFiles['pipelines/1to2.ts'],
    });
    const nothing = await runNtom(folder, 'extract', '1to2');
    expect(nothing).toMatchObject({ code: 2, err: expect.stringContaining('[MODULE_NO_DEFAULT]') });
    const misnamed = await runNtom(folder, 'extract', '1to3');
    expect(misnamed).toMatchObject({
      code: 2,
      err: expect.stringContaining('pipelines/1to3.ts declares pipeline 1to2'),
    });
    const unknown = await runNtom(folder, 'extract', '2to9');
    expect(unknown.err).toContain('there is no pipelines/2to9.ts; pipelines there are: 1to2, 1to3, 2to3');
    expect((await runNtom(folder, 'load', '9')).err).toContain('there is no schemas/v9.ts; schemas there are: 1, 2, 3');
  });

  test.each(['{ "type": "module" }', '{ "type": "commonjs" }'])('works in a package of %s', async (manifest) => {
    const folder = shop({ 'package.json': manifest });
    expect(await runNtom(folder, 'create', '2')).toMatchObject({ code: 0, err: '' });
  });
});

test('Ctrl-C ends the run with nothing half-made, and says so', async () => {
  const folder = await shopWithItems(200_000);
  const child = startNtom(folder, ['extract', '1to2', '--json']);
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const { code, out, err } = await finished(child);
  expect({ code, err }).toEqual({ code: 130, err: '' });
  expect(eventsOf({ out }).at(-1)).toMatchObject({
    event: 'error',
    code: 'INTERRUPTED',
    message: 'extract 1to2 was interrupted',
    next: 'ntom extract 1to2',
  });
  expect(extractsIn(folder)).toEqual([]);
});

test('an output that nobody reads ends the run quietly', async () => {
  const folder = await shopWithItems(200_000);
  const child = startNtom(folder, ['extract', '1to2', '--json']);
  child.stdout?.once('data', () => child.stdout?.destroy());
  const { code, err } = await finished(child);
  expect({ code, err }).toEqual({ code: 130, err: '' });
  expect(extractsIn(folder)).toEqual([]);
});

test('a finding in the data is exit code 1', async () => {
  const folder = await shopWithItems(3);
  emptyTheName(folder, 2);
  expect((await runNtom(folder, 'extract', '1to2')).code).toBe(1);
});

test('a wrong command line is exit code 64; colours follow FORCE_COLOR and NO_COLOR', async () => {
  const wrong = (env: NodeJS.ProcessEnv) => finished(startNtom('/', ['extrct'], env));
  expect((await wrong({ FORCE_COLOR: '1', NO_COLOR: undefined })).err).toContain('\u001B[31mntom:');
  const plain = await wrong({ FORCE_COLOR: undefined, NO_COLOR: '1' });
  expect(plain).toMatchObject({ code: 64, out: '', err: expect.stringMatching(/^ntom: unknown command/) });
});
