import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/errors/catalog.ts';
import { checkErrors } from '../../../src/errors/check.ts';
import { engines, type TestEngine } from '../../support/engines.ts';
import { checkShop } from './checked-shop.ts';
import { codeCases } from './codes.ts';

for (const engine of engines) describe(`findings on ${engine.name}`, engine.needs, () => testEngine(engine));

function testEngine(engine: TestEngine): void {
  const cases = codeCases.filter(({ on = ['sqlite'] }) => on.includes(engine.name));

  test.each(cases.map((each) => [each.code, each.found.says, each] as const))(
    '%s: %s',
    async (code, says, { failing, passing = {}, found }) => {
      const { findings } = await checkShop(failing, { engine });
      const severity = catalog[code].exit === 'done' ? 'warning' : 'error';
      const { file, line } = found;
      const expected = { code, severity, file, line, message: expect.stringContaining(says), cure: catalog[code].cure };
      expect(findings).toContainEqual(expected);
      const others = (await checkShop(passing, { engine })).findings.map((each) => each.code);
      expect(others).not.toContain(code);
      expect(others.filter((each) => each !== 'SCHEMA_DIFFERS_BY_ENGINE' && each !== 'PIPELINE_DROP_STALE')).toEqual(
        [],
      );
    },
  );
}

test('of another engine only the newest schema is told: who moves there begins with it', async () => {
  const odd = (version: number): string => `
    import { int, schema, table } from 'ntom';
    export default schema(${version}, { item: table({ id: int().primaryKey(), 'a ': int() }) });`;
  const { findings } = await checkShop(
    { 'schemas/v3.ts': odd(3), 'schemas/v4.ts': odd(4), 'pipelines/2to3.ts': null },
    {},
  );
  const differing = findings.filter(({ code }) => code === 'SCHEMA_DIFFERS_BY_ENGINE');
  expect(differing.map(({ file }) => file)).toEqual(['schemas/v4.ts']);
});

test('marks that contradict each other are told once, of the schema and not of its fixtures', async () => {
  const differing = codeCases.find(({ code }) => code === 'MASK_MARKS_DIFFER')?.failing ?? {};
  const { findings } = await checkShop(differing, {});
  expect(findings.filter(({ code }) => code === 'MASK_MARKS_DIFFER')).toHaveLength(1);
});

test('every code of check has a case, but for the one that ends the command', () => {
  const covered = new Set<string>(codeCases.map(({ code }) => code));
  expect(Object.keys(checkErrors).filter((code) => !covered.has(code))).toEqual(['CHECK_FAILED']);
});
