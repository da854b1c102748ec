import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { catalog, catalogAreas, type ErrorEntry } from '../../src/errors/catalog.ts';
import { eventsOf } from './events-of.ts';
import { fakeContext } from './fake-context.ts';
import type { Finished } from './run-ntom.ts';

/** In the root folder, where no project is. */
async function explain(...argv: string[]): Promise<Finished> {
  const context = fakeContext();
  const code = await run(['explain', ...argv], context);
  return { code, out: context.out(), err: context.err() };
}

const codes = Object.keys(catalog);

/** The sections of `docs/errors.md` by their code. */
const page = new Map(
  readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section) => [/^\w+/.exec(section)?.[0] ?? '', section]),
);

test('a code is explained: exit code, example, cause, cure', async () => {
  expect(await explain('ROWS_REJECTED')).toEqual({
    code: 0,
    out: [
      'ROWS_REJECTED',
      '  exit code   1 (findings): Something is not right: rejected rows, a verification that differs, findings of check.',
      '  example     4 rows were rejected (country 1, city 3)',
      '  cause       Rows that the pipeline made, or that were edited before `seal`, do not fit schema M, repeat a key, or have no parent.',
      '  cure        Read the reasons in the `.rejects` folder; then correct the query, the map, the schema, the data, or the edited parts.',
      '',
    ].join('\n'),
    err: '',
  });
});

test.each(['rows_rejected', 'Rows_Rejected', '[ROWS_REJECTED]'])('%s is the same code', async (typed) => {
  expect(await explain(typed)).toEqual(await explain('ROWS_REJECTED'));
});

test('it is an answer, so that --quiet prints it too', async () => {
  expect(await explain('PART_CUT', '--quiet')).toEqual(await explain('PART_CUT'));
});

test('the documentation has every code, and no other', () => {
  expect([...page.keys()].toSorted()).toEqual(codes.toSorted());
});

test.each(Object.entries<ErrorEntry>(catalog))('%s is explained as in the documentation', async (code, entry) => {
  const { out } = await explain(code);
  const [, example] = /^ {2}example {5}(.*)$/m.exec(out) ?? [];
  expect(out).toContain(`\n  cause       ${entry.cause}\n  cure        ${entry.cure}\n`);
  expect(page.get(code)).toContain(`\`\`\`text\n${example}\n\`\`\``);
  expect(page.get(code)).toContain(`\n- Cause: ${entry.cause}\n- Cure: ${entry.cure}\n`);
  expect(out.includes('0 (done): It is a warning')).toBe(entry.exit === 'done');
});

test('without a code all are listed, by area, a line each', async () => {
  const { code, out, err } = await explain();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.trimEnd().split('\n');
  expect(lines.filter((line) => !line.startsWith(' '))).toEqual(Object.keys(catalogAreas));
  const listed = lines.filter((line) => line.startsWith(' ')).map((line) => line.trim().split(/\s/)[0]);
  expect(listed).toEqual(Object.values(catalogAreas).flatMap((area) => Object.keys(area)));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(140);
});

test('an unknown code is refused, and the nearest is suggested', async () => {
  expect(await explain('row_rejected')).toEqual({
    code: 64,
    out: '',
    err: [
      'ntom: there is no error code ROW_REJECTED; is ROWS_REJECTED meant?   [CODE_UNKNOWN]',
      '  next: ntom explain ROWS_REJECTED',
      '',
    ].join('\n'),
  });
});

test('a code that resembles none is refused without a guess', async () => {
  const { code, err } = await explain('no-such-thing-at-all');
  expect(code).toBe(64);
  expect(err).toBe('ntom: there is no error code NO-SUCH-THING-AT-ALL   [CODE_UNKNOWN]\n  next: ntom explain\n');
});

test('for programs: one code as data', async () => {
  expect(eventsOf(await explain('part_cut', '--json'))).toEqual([
    {
      event: 'done',
      command: 'explain',
      code: 'PART_CUT',
      area: 'Files of an extract',
      exitCode: 2,
      exit: 'failed',
      meaning: 'The command failed; the message says in what state everything is.',
      example: 'part city.00002.csv ends inside row 18231',
      cause: catalog.PART_CUT.cause,
      cure: catalog.PART_CUT.cure,
      next: null,
    },
  ]);
});

test('for programs: all codes as data, each as if it had been asked for', async () => {
  const [all] = eventsOf(await explain('--json'));
  const errors = all?.['errors'] as Record<string, unknown>[];
  expect(errors.map((each) => each['code'])).toEqual(Object.values(catalogAreas).flatMap((area) => Object.keys(area)));
  const [one] = eventsOf(await explain('PART_CUT', '--json'));
  expect(one).toEqual({
    event: 'done',
    command: 'explain',
    ...errors.find((e) => e['code'] === 'PART_CUT'),
    next: null,
  });
});

test('for programs: the nearest code is a value of the refusal', async () => {
  expect(eventsOf(await explain('ROW_REJECTED', '--json'))).toMatchObject([
    { event: 'error', code: 'CODE_UNKNOWN', details: { code: 'ROW_REJECTED', nearest: 'ROWS_REJECTED' } },
  ]);
});
