import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NtomError, type ErrorCode } from '../../src/errors.ts';
import { schema } from '../../src/schema/schema.ts';
import { text } from '../../src/schema/column-types.ts';
import { table } from '../../src/schema/table.ts';
import { fixture, rows, runPipeline } from '../../src/testing/index.ts';
import { fixtureProject, makeFixture, smallRows } from './fixture-project.ts';
import v3 from './project/schemas/v3.ts';

async function smallFixture(): Promise<string> {
  const project = fixtureProject();
  return makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
}

async function refused(work: () => unknown, code: ErrorCode): Promise<NtomError> {
  const thrown = await (async () => work())().then(
    () => expect.fail(`it worked, where ${code} was due`),
    (error: unknown) => error,
  );
  if (!(thrown instanceof NtomError)) throw new Error('another error was due', { cause: thrown });
  expect(thrown.code).toBe(code);
  return thrown;
}

test('a fixture that is not there is missed with those that are, and the command that makes it', async () => {
  await smallFixture();
  for (const work of [() => fixture(3, 'smal'), () => rows(v3, 'smal')]) {
    const error = await refused(work, 'FIXTURE_MISSING');
    expect(error.message).toBe(
      'there is no fixture test/fixtures/v3/smal; fixtures of schema 3 there are: small; ntom fixture 3 --name smal makes it',
    );
    expect(error.aftermath?.next).toBe('ntom fixture 3 --name smal');
  }
});

test('a fixture whose schema was changed is behind it', async () => {
  await smallFixture();
  const changed = schema(3, { country: table({ code: text(3).primaryKey() }) });
  for (const work of [() => fixture(changed, 'small'), () => rows(changed, 'small')]) {
    const error = await refused(work, 'FIXTURE_OF_OTHER_SCHEMA');
    expect(error.message).toContain('test/fixtures/v3/small was made for another schema 3 (fingerprint ');
    expect(error.aftermath?.next).toBe('ntom fixture 3 --name small');
  }
});

test('an altered fixture is named with the command that makes it again', async () => {
  const directory = await smallFixture();
  writeFileSync(join(directory, 'country.csv'), '');
  const next = 'ntom fixture 3 --name small';
  expect((await refused(() => fixture(3, 'small'), 'PART_ALTERED')).aftermath?.next).toBe(next);
  expect((await refused(() => rows(v3, 'small').country, 'PART_ALTERED')).aftermath?.next).toBe(next);
  writeFileSync(join(directory, 'manifest.json'), '{}');
  expect((await refused(() => rows(v3, 'small'), 'MANIFEST_INVALID')).aftermath?.next).toBe(next);
});

test('what is not in the project is refused as everywhere', async () => {
  await smallFixture();
  await refused(() => fixture(4, 'small'), 'SCHEMA_NOT_FOUND');
  await refused(() => runPipeline('3to4', 'small'), 'PIPELINE_NOT_FOUND');
  await refused(() => runPipeline('2to3', 'small'), 'FIXTURE_MISSING');
  await refused(() => fixture(3, 'small', { at: 'disk' }), 'PLACE_UNKNOWN_ENGINE');
  rmSync('ntom.config.ts');
  await refused(() => rows(v3, 'small'), 'PROJECT_NOT_FOUND');
});

test('a row that no database of schema N could hold is refused', async () => {
  fixtureProject();
  const country = { code: 'CHE', name: 'Switzerland' };
  const asked = (given: Parameters<typeof runPipeline>[1]) => () => runPipeline('2to3', given);
  const wrong = await refused(asked({ country: [country, { ...country, name: 3 }] }), 'TEST_ROW_REFUSED');
  expect(wrong.message).toMatch(/^row 2 that the test gives for table country \(code "CHE"\) cannot be in it: name: /);
  const twice = await refused(asked({ country: [country, country] }), 'TEST_ROW_REFUSED');
  expect(twice.message).toContain('UNIQUE constraint failed: country.code');
  await refused(asked({ contry: [] }), 'EXTRACT_TABLE_UNKNOWN');
});
