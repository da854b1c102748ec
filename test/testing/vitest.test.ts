import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { fixtureTest } from '../../src/testing/vitest.ts';
import { makeFixture, smallRows, temporaryFixtureProject } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

const { folder: project, remove } = temporaryFixtureProject();
beforeAll(() => makeFixture({ project, schema: v3, name: 'small', rows: smallRows }));
afterAll(remove);

const inMemory = fixtureTest(3, 'small', { project });
const inFile = fixtureTest(3, 'small', { project, at: 'file' });
const opened: Database[] = [];

describe('a test that asks for a database has one of its own', () => {
  for (const time of [1, 2]) {
    inMemory(`time ${time}`, ({ db }) => {
      expectTypeOf(db.database).toEqualTypeOf<Database>();
      expect(db.database.prepare('DELETE FROM city').run().changes).toBe(3);
      opened.push(db.database);
    });
  }

  test('which is closed afterwards', () => {
    expect(opened.map(({ open }) => open)).toEqual([false, false]);
  });
});

describe('a file is removed after its test', () => {
  inFile('in it', ({ db }) => {
    expectTypeOf(db.path).toEqualTypeOf<string>();
    expect(readdirSync(join(db.path, '..'))).toEqual(['atlas_v3.db']);
  });

  test('after it', () => {
    const left = readdirSync(join(project, 'node_modules/.cache/ntom'));
    expect(left).toEqual([expect.stringMatching(/^ntom_template_/)]);
  });
});
