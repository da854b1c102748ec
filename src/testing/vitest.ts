import { test, type TestAPI } from 'vitest';
import type { SchemaDefinition } from '../schema/definition.ts';
import { fixture, type Fixture, type FixtureOptions } from './fixture.ts';

/** `test` of Vitest that has a database of its own in each test which asks for it: `test('…', ({ db }) => …)`. */
export function fixtureTest<const At extends string = 'memory'>(
  schema: number | SchemaDefinition,
  name: string,
  options: FixtureOptions<At> = {},
): TestAPI<{ db: Fixture<At> }> {
  return test.extend<{ db: Fixture<At> }>({
    // Vitest reads from the pattern that it needs nothing.
    // oxlint-disable-next-line no-empty-pattern
    db: async ({}, use) => {
      await using db = await fixture(schema, name, options);
      await use(db);
    },
  });
}
