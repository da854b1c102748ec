import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { checkedFolder, type ShopFiles } from '../authoring/check/checked-shop.ts';
import { eventsOf } from './events-of.ts';
import { fakeContext } from './fake-context.ts';
import { startNtom, type Finished } from './run-ntom.ts';
import { shop } from './shop.ts';

async function check(files: ShopFiles, argv: string[] = [], env: Record<string, string> = {}): Promise<Finished> {
  const context = fakeContext({ cwd: checkedFolder(files), env });
  const code = await run(['check', ...argv], context);
  return { code, out: context.out(), err: context.err() };
}

const changing = 'export const slugify = (name: string) => name + Math.random();';
const wrong = { 'pipelines/slugify.ts': changing };
const keyless = {
  'schemas/v4.ts': `
    import { int, schema, table } from 'ntom';
    export default schema(4, { visit: table({ at: int() }) });`,
};
const error =
  'pipelines/slugify.ts:1: error: Math.random gives something else each time, and so would a pipeline   [PIPELINE_CODE_CHANGING]\n';
const warning = 'schemas/v4.ts:3: warning: schema 4: table visit has no primary key   [SCHEMA_WITHOUT_PRIMARY_KEY]\n';

test('a project without findings', async () => {
  expect(await check({})).toEqual({ code: 0, out: 'checked 3 schemas, 2 pipelines: no findings\n', err: '' });
  expect(await check({}, ['--quiet'])).toEqual({ code: 0, out: '', err: '' });
});

test('warnings do not fail', async () => {
  const out = `${warning}checked 4 schemas, 2 pipelines: 1 warning\n`;
  expect(await check(keyless)).toEqual({ code: 0, out, err: '' });
  expect(await check(keyless, ['--quiet'])).toEqual({ code: 0, out, err: '' });
});

test('errors do, by exit code 1, and are all told, in their order', async () => {
  const out = `${error}${warning}checked 4 schemas, 2 pipelines: 1 error, 1 warning\n`;
  const { err, ...rest } = await check({ ...wrong, ...keyless }, ['--quiet']);
  expect(rest).toEqual({ code: 1, out });
  expect(err).toContain('the check found 1 error and 1 warning   [CHECK_FAILED]');
  expect(err).toContain('next: ntom explain PIPELINE_CODE_CHANGING');
});

test('a pipeline that is named is checked alone, with its schemas', async () => {
  const { code, out } = await check({ ...wrong, ...keyless }, ['2to3']);
  expect({ code, out }).toEqual({ code: 0, out: 'checked 2 schemas, 1 pipeline: no findings\n' });
  expect(await check({}, ['3to4'])).toMatchObject({ code: 2, err: expect.stringContaining('[PIPELINE_NOT_FOUND]') });
  expect(await check({}, ['3'])).toMatchObject({ code: 64, err: expect.stringContaining('It has to be NtoM') });
});

test('one broken file hides no other, and is told once', async () => {
  const broken = { 'schemas/v1.ts': '\nthrow new Error("broken");', 'schemas/v3.ts': 'export default 3;' };
  const { code, out } = await check({ ...broken, ...wrong });
  expect(out.split('\n').map((line) => line.replace(/ .*(?= \[)/, ''))).toEqual([
    'pipelines/2to3.ts:5: [MODULE_NOT_LOADED]',
    'pipelines/slugify.ts:1: [PIPELINE_CODE_CHANGING]',
    'schemas/v1.ts:2: [MODULE_NOT_LOADED]',
    'schemas/v3.ts: [MODULE_WRONG_DEFAULT]',
    'checked 1 schema, 2 pipelines: 4 errors',
    '',
  ]);
  expect(code).toBe(1);
});

test('a server that is not there is a finding, and the other checks go on', async () => {
  const { code, out } = await check(wrong, ['--from', 'mysql://root@127.0.0.1:1']);
  expect(out).toMatch(/^error: 127\.0\.0\.1:1 failed: .*\[SERVER_FAILED\]\n/);
  expect(out).toContain(`${error}checked 3 schemas, 2 pipelines: 2 errors\n`);
  expect(code).toBe(1);
});

test('for programs: the findings as data', async () => {
  const passed = await check(keyless, ['--json']);
  const finding = { code: 'SCHEMA_WITHOUT_PRIMARY_KEY', severity: 'warning', file: 'schemas/v4.ts', line: 3 };
  expect(passed.code).toBe(0);
  expect(eventsOf(passed)).toMatchObject([
    {
      event: 'done',
      command: 'check',
      schemas: [1, 2, 3, 4],
      pipelines: ['1to2', '2to3'],
      findings: [finding],
      next: null,
    },
  ]);
  const failed = await check({ ...wrong, ...keyless }, ['--json', '--quiet'], { GITHUB_ACTIONS: 'true' });
  expect(failed.code).toBe(1);
  expect(eventsOf(failed)).toMatchObject([
    {
      event: 'error',
      code: 'CHECK_FAILED',
      details: { errors: 1, warnings: 1, findings: [{ code: 'PIPELINE_CODE_CHANGING', line: 1 }, finding] },
    },
  ]);
});

const annotation = (folder: string): string =>
  `::error file=${folder}pipelines/slugify.ts,line=1,title=PIPELINE_CODE_CHANGING::Math.random gives something else each time, and so would a pipeline%0AWrite a constant, or compute the value from the row.\n`;

test('for GitHub: annotations, on its own runners by themselves', async () => {
  const out = `${annotation('')}checked 3 schemas, 2 pipelines: 1 error\n`;
  expect(await check(wrong, ['--github'])).toMatchObject({ code: 1, out });
  expect(await check(wrong, [], { GITHUB_ACTIONS: 'true' })).toMatchObject({ code: 1, out });
  expect(await check(wrong, [], { GITHUB_ACTIONS: 'false' })).toMatchObject({ out: expect.stringContaining(error) });
  expect(await check(wrong, ['--github', '--json'])).toMatchObject({ code: 64 });
});

test('for GitHub: paths count from the repository, and nothing ends a command early', async () => {
  const folder = checkedFolder({
    'schemas/v4.ts': `
      import { int, schema, table } from 'ntom';
      export default schema(4, { 'a:b,c%': table({ at: int() }) });`,
    ...wrong,
  });
  const context = fakeContext({ cwd: folder, env: { GITHUB_WORKSPACE: join(folder, '..') } });
  await run(['check', '--github'], context);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  expect(context.out()).toContain(annotation(`${name}/`));
  expect(context.out()).toContain('::schema 4: table a:b,c%25 has no primary key%0A');
});

test('--watch checks again after each change, in a process of its own, until it is stopped', async () => {
  const folder = shop();
  const child = startNtom(folder, ['check', '--watch']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const seen = (text: string, times: number): Promise<void> =>
    expect.poll(() => out.split(text).length - 1, { timeout: 20_000 }).toBe(times);

  await seen('checked 3 schemas, 2 pipelines: no findings', 1);
  writeFileSync(join(folder, 'pipelines/slugify.ts'), changing);
  await seen(error, 1);
  await expect.poll(() => err, { timeout: 20_000 }).toContain('--- pipelines/slugify.ts has changed\n');
  await expect.poll(() => err, { timeout: 20_000 }).toContain('the check found 1 error');

  // What no check depends on is nobody's business.
  writeFileSync(join(folder, 'schemas/.v3.ts.swp'), '');
  mkdirSync(join(folder, 'more'));
  writeFileSync(join(folder, 'pipelines/slugify.ts'), changing.replace('Math.random()', "'x'"));
  await seen('checked 3 schemas, 2 pipelines: no findings', 2);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await seen('checked 3 schemas, 2 pipelines: no findings', 3);
  await expect.poll(() => err, { timeout: 20_000 }).toContain('package.json has changed\n');

  child.kill('SIGINT');
  expect(await ended).toBe(0);
}, 90_000);
