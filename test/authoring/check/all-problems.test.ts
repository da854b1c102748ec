import { expect, test } from 'vitest';
import { runNtom } from '../../cli/run-ntom.ts';
import { shop, shopFiles } from '../../cli/shop.ts';
import { checkShop } from './checked-shop.ts';

test('all that is wrong in a pipeline is told at once, each at its line', async () => {
  const { findings } = await checkShop({
    'pipelines/2to3.ts': `import { copy, pipeline, todo } from 'ntom';
      import v2 from '../schemas/v2.ts';
      import v3 from '../schemas/v3.ts';
      export default pipeline(v2, v3, {
        item: copy({ slug: 'one for all', more: 1 }),
        none: copy(),
      }, { drops: {
        'item.name': todo('why?'),
        'item.none': 'never there',
      } });`,
  });
  expect(findings.map(({ line, code }) => [line, code])).toEqual([
    [5, 'PIPELINE_COPY_COLUMN_UNKNOWN'],
    [5, 'PIPELINE_COPY_OVERWRITES'],
    [6, 'PIPELINE_TABLE_UNKNOWN'],
    [8, 'PIPELINE_TODO'],
    [9, 'PIPELINE_DROP_UNKNOWN'],
  ]);
});

test.each([
  ["'./moved/slugify.ts'", "Cannot find module 'pipelines/moved/slugify.ts' imported from pipelines/1to2.ts"],
  ["'slugify-it/de'", "Cannot find package 'slugify-it' imported from pipelines/1to2.ts"],
])('an import of %s, which is not there, is found at its line', async (specifier, reason) => {
  const pipeline = shopFiles['pipelines/1to2.ts'].replace("'./slugify.js'", specifier);
  const { code, out } = await runNtom(shop({ 'pipelines/1to2.ts': pipeline }), 'check', '1to2');
  expect(out).toContain(
    `pipelines/1to2.ts:5: error: pipelines/1to2.ts cannot be loaded: ${reason}   [MODULE_NOT_LOADED]`,
  );
  expect(code).toBe(1);
});
