import { describe, expect, test } from 'vitest';
import { copy, int, pipeline, schema, sql, table, todo } from '../../src/index.ts';
import { collectProblems } from '../../src/pipeline/problems.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { expectRefused, migration } from '../support/migration.ts';

const v1 = schema(1, { a: table({ id: int() }), b: table({ id: int(), old: int() }), gone: table({ id: int() }) });
const v2 = schema(2, { a: table({ id: int(), x: int(), y: int() }), b: table({ id: int() }), c: table({ id: int() }) });

/** Wrong in as many ways as there are: the compiler would refuse it. */
function wrong(): PipelineDefinition {
  const entries = { a: copy({ x: todo('of a') }), b: copy(), d: copy() };
  const drops = { gone: todo('of gone'), none: 'never was', 'a.id': ' ' };
  return (pipeline as (...parts: unknown[]) => PipelineDefinition)(v1, v2, entries, { drops });
}

test('what is still to be written is refused where it stands', () => {
  expect(() => todo('text(100)')).toThrow(
    expect.objectContaining({ code: 'PIPELINE_TODO', message: 'still to be written: text(100)' }),
  );
});

test('a map that is still to be written ends the extract, and rejects no row', async () => {
  const made = pipeline(
    v1,
    schema(2, { a: table({ id: int() }) }),
    {
      a: sql`SELECT id FROM a`.each('a').map((row) => ({ ...row, id: todo('another id') as never })),
    },
    { drops: { b: 'not needed', gone: 'not needed' } },
  );
  const source =
    'CREATE TABLE a (id INTEGER NOT NULL); CREATE TABLE b (id INTEGER NOT NULL, old INTEGER NOT NULL);' +
    'CREATE TABLE gone (id INTEGER NOT NULL); INSERT INTO a VALUES (1), (2)';
  const started = migration({ pipeline: made, source });
  await expectRefused(started, () => started.extract(), {
    code: 'PIPELINE_TODO',
    says: 'pipeline 1to2, table a: still to be written: another id',
    state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' },
    next: 'ntom extract 1to2',
  });
});

describe('the problems of a pipeline', () => {
  test('are collected, all of them', async () => {
    const { problems } = await collectProblems(() => Promise.resolve(wrong()));
    expect(
      problems.map(({ code, details }) => [
        code,
        details['note'] ?? details['drop'] ?? details['column'] ?? details['table'],
      ]),
    ).toEqual([
      ['PIPELINE_TODO', 'of a'],
      ['PIPELINE_TODO', 'of gone'],
      ['PIPELINE_TABLE_UNKNOWN', 'd'],
      ['PIPELINE_DROP_UNKNOWN', 'none'],
      ['PIPELINE_DROP_WITHOUT_REASON', 'a.id'],
      ['PIPELINE_COPY_NO_VALUE', 'y'],
      ['PIPELINE_COLUMN_LOST', 'old'],
      ['PIPELINE_TABLE_MISSING', 'c'],
    ]);
  });

  test('are thrown, the first of them, when nobody collects them any more', async () => {
    const failing = collectProblems(() => Promise.reject(new Error('not loaded')));
    await expect(failing).rejects.toThrow('not loaded');
    expect(wrong).toThrow('still to be written: of a');
  });
});
