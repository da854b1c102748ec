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

test('every code of check has a case, but for the one that ends the command', () => {
  const covered = new Set<string>(codeCases.map(({ code }) => code));
  expect(Object.keys(checkErrors).filter((code) => !covered.has(code))).toEqual(['CHECK_FAILED']);
});
