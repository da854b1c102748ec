import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  for (const work of [() => fixture(3, 'french'), () => rows(v3, 'french')]) {
    const error = await refused(work, 'FIXTURE_MISSING');
    expect(error.message).toBe(
      'there is no fixture test/fixtures/v3/french; fixtures of schema 3 there are: small; ntom fixture 3 --name french makes it',
    );
    expect(error.aftermath?.next).toBe('ntom fixture 3 --name french');
  }
});

test('a name that is written wrong is missed with the one that may be meant', async () => {
  await smallFixture();
  for (const work of [() => fixture(3, 'smal'), () => rows(v3, 'smal')]) {
    const error = await refused(work, 'FIXTURE_MISSING');
    expect(error.message).toBe(
      'there is no fixture test/fixtures/v3/smal; is small meant? Fixtures of schema 3 there are: small',
    );
    expect(error.aftermath?.next).toBeNull();
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

test('an altered fixture is named with the commands that accept it and that make it again', async () => {
  const directory = await smallFixture();
  writeFileSync(join(directory, 'country.csv'), '');
  const again = 'ntom fixture 3 --name small';
  const changed = [() => fixture(3, 'small'), () => rows(v3, 'small').country, () => runPipeline('3', 'small')];
  for (const work of changed) {
    const error = await refused(work, 'FIXTURE_ALTERED');
    expect(error.message).toMatch(
      /^test\/fixtures\/v3\/small is not as it was made: part country\.csv was altered: .*; if rows were edited, ntom seal 3 --in test\/fixtures\/v3\/small accepts them; ntom fixture 3 --name small makes it again$/,
    );
    expect(error.aftermath?.next).toBe(again);
    expect(error.cause).toMatchObject({ code: 'PART_ALTERED' });
  }
  rmSync(join(directory, 'country.csv'));
  expect((await refused(() => rows(v3, 'small').country, 'FIXTURE_ALTERED')).cause).toMatchObject({
    code: 'PART_MISSING',
  });
  writeFileSync(join(directory, 'manifest.json'), '{}');
  const invalid = await refused(() => rows(v3, 'small'), 'FIXTURE_ALTERED');
  expect(invalid.message).not.toContain('seal');
  expect(invalid.aftermath?.next).toBe(again);
});

test('a fixture of a newer ntom says so', async () => {
  const directory = await smallFixture();
  const manifest = join(directory, 'manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"format": 1', '"format": 99'));
  await refused(() => rows(v3, 'small'), 'MANIFEST_FUTURE_FORMAT');
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
