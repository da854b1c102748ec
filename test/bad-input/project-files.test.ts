import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { fakeContext } from '../cli/fake-context.ts';
import { runNtom } from '../cli/run-ntom.ts';
import { addItems, shop, shopHere } from '../cli/shop.ts';
import { contentOf } from '../support/migration.ts';

/** A project with a database of schema 1 that has three items. */
async function shopWithItems(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = shopHere(files);
  expect(await run(['create', '1'], fakeContext({ cwd: folder }))).toBe(0);
  addItems(folder, 3);
  return folder;
}

async function expectMessage(folder: string, argv: readonly string[], says: string, exit = 2): Promise<void> {
  const before = contentOf(folder);
  const context = fakeContext({ cwd: folder });
  const code = await run(argv, context);
  expect({ code, out: context.out(), says: context.err() }).toEqual({ code: exit, out: '', says });
  expect(contentOf(folder)).toEqual(before);
}

/** What follows the first line: nothing was begun. */
function nothingDone(next: string): string {
  return `  databases and extracts   unchanged\n  next: ntom ${next}\n`;
}

const imports = `
  import { copy, pipeline } from 'ntom';
  import v1 from '../schemas/v1.ts';
  import v2 from '../schemas/v2.ts';
  import v3 from '../schemas/v3.ts';`;

describe('a pipeline file that is wrong', () => {
  // prettier-ignore
  test.each<[name: string, content: string, says: string]>([
    ['throws', `${imports}\nthrow new Error('no licence');`, 'pipelines/1to2.ts cannot be loaded: no licence, at pipelines/1to2.ts:6:7   [MODULE_NOT_LOADED]'],
    ['exports nothing', imports, 'pipelines/1to2.ts has no default export; expected pipeline(…) (its exports: none)   [MODULE_NO_DEFAULT]'],
    ['exports something else', 'export default { item: 1 };', 'the default export of pipelines/1to2.ts is an object with item; expected pipeline(…)   [MODULE_WRONG_DEFAULT]'],
    ['is of other versions than its name', `${imports}\nexport default pipeline(v2, v3, { item: copy() }, { drops: { 'item.name': 'unused' } });`, 'pipelines/1to2.ts declares pipeline 2to3   [PIPELINE_MISNAMED]'],
    ['forgets a table', `${imports}\nexport default pipeline(v1, v2, {});`, 'pipeline 1to2 does not say how table item is made   [PIPELINE_TABLE_MISSING]'],
  ])('%s', async (_, content, says) => {
    const folder = await shopWithItems({ 'pipelines/1to2.ts': content });
    await expectMessage(folder, ['extract', '1to2'], `ntom: ${says}\n${nothingDone('extract 1to2')}`);
  });
});

test('a syntax error is named by its line', async () => {
  const folder = shop({ 'pipelines/1to2.ts': `${imports}\nexport default pipeline(;` });
  const before = contentOf(folder);
  expect(await runNtom(folder, 'extract', '1to2')).toEqual({
    code: 2,
    out: '',
    err: `ntom: pipelines/1to2.ts cannot be loaded: Unexpected ";", at pipelines/1to2.ts:6:24   [MODULE_NOT_LOADED]\n${nothingDone('extract 1to2')}`,
  });
  expect(contentOf(folder)).toEqual(before);
});

test('an import that does not exist is named, and from where', async () => {
  const folder = await shopWithItems({ 'pipelines/1to2.ts': `${imports}\nimport './slugs.ts';` });
  const context = fakeContext({ cwd: folder });
  expect(await run(['extract', '1to2'], context)).toBe(2);
  expect(context.err()).toMatch(/^ntom: pipelines\/1to2.ts cannot be loaded: .*slugs.ts.*\[MODULE_NOT_LOADED\]\n/);
  expect(context.err().endsWith(nothingDone('extract 1to2'))).toBe(true);
});

describe('a version that there is not', () => {
  // prettier-ignore
  test.each<[argv: string, says: string]>([
    ['extract 1to9', 'there is no pipelines/1to9.ts; pipelines there are: 1to2, 2to3   [PIPELINE_NOT_FOUND]'],
    ['extract 9', 'there is no schemas/v9.ts; schemas there are: 1, 2, 3   [SCHEMA_NOT_FOUND]'],
    ['load 9', 'there is no schemas/v9.ts; schemas there are: 1, 2, 3   [SCHEMA_NOT_FOUND]'],
    ['verify 9', 'there is no schemas/v9.ts; schemas there are: 1, 2, 3   [SCHEMA_NOT_FOUND]'],
    ['create 9', 'there is no schemas/v9.ts; schemas there are: 1, 2, 3   [SCHEMA_NOT_FOUND]'],
    ['migrate --to 9', 'there is no schemas/v9.ts; schemas there are: 1, 2, 3   [SCHEMA_NOT_FOUND]'],
  ])('ntom %s', async (argv, says) => {
    const folder = await shopWithItems({});
    await expectMessage(folder, argv.split(' '), `ntom: ${says}\n${nothingDone('status')}`);
  });

  test('but a file of that name declares another', async () => {
    const folder = await shopWithItems({});
    mkdirSync(join(folder, 'schemas'), { recursive: true });
    writeFileSync(join(folder, 'schemas/v4.ts'), `export { default } from './v3.ts';`);
    const says = 'ntom: schemas/v4.ts declares schema 3   [SCHEMA_MISNAMED]\n';
    await expectMessage(folder, ['extract', '4'], says + nothingDone('extract 4'));
  });
});
