import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { eventsOf } from './events-of.ts';
import { fakeContext } from './fake-context.ts';
import type { Finished } from './run-ntom.ts';
import { shopHere } from './shop.ts';

const nasty = `
  import { int, schema, table, text } from 'ntom';
  const item = table({ id: int().primaryKey(), 'a|b': text(40).default('\`|\`') });
  export default schema(4, { item, 'big item': item }, { views: { long: '${'x'.repeat(300)}' } });`;

async function diff(...argv: string[]): Promise<Finished> {
  const context = fakeContext({ cwd: shopHere({ 'schemas/v4.ts': nasty }) });
  const code = await run(['diff', ...argv], context);
  return { code, out: context.out(), err: context.err() };
}

test('for people: by table, one line each, and a summary', async () => {
  expect(await diff('1', '2')).toEqual({
    code: 0,
    out: [
      'table item',
      '  needs a value   column slug added   text(40)',
      'schema 1 to 2: 1 difference: 1 needs a value',
      '',
    ].join('\n'),
    err: '',
  });
});

test('in any direction, over any distance, and quietly: it is an answer', async () => {
  expect((await diff('3', '1', '--quiet')).out).toBe(
    [
      'table item',
      '  needs a value   column name added     text(40)',
      '  loses data      column slug removed   text(40)',
      'schema 3 to 1: 2 differences: 1 loses data, 1 needs a value',
      '',
    ].join('\n'),
  );
});

test('what is of no one table comes last; what is long is cut', async () => {
  const { out } = await diff('3', '4');
  expect(out).toContain("table 'big item'\n  needs a query   table added   table({ id, 'a|b' })\n");
  expect(out).toMatch(/\nschema\n {2}trivial {3}view long added {3}'x{98}…\nschema 3 to 4: /);
});

test('no differences are an answer too', async () => {
  const nothing = { code: 0, out: 'schema 2 to 2: no differences\n', err: '' };
  expect(await diff('2', '2')).toEqual(nothing);
  expect(await diff('2', '2', '--markdown')).toEqual(nothing);
});

test('for programs: the differences as data, and how many of each class', async () => {
  const finished = await diff('3', '2', '--json');
  expect(finished).toMatchObject({ code: 0, err: '' });
  const difference = { what: 'column', change: 'added', class: 'needs a value', table: 'item', name: 'name' };
  expect(eventsOf(finished)).toEqual([
    {
      event: 'done',
      command: 'diff',
      from: 3,
      to: 2,
      differences: [{ ...difference, before: null, after: 'text(40)' }],
      classes: {
        'loses data': 0,
        'needs a query': 0,
        'needs a value': 1,
        tightens: 0,
        loosens: 0,
        trivial: 0,
      },
      next: null,
    },
  ]);
});

test('for a pull request: a table in Markdown, where a bar or a backtick ends nothing', async () => {
  const { code, out } = await diff('3', '4', '--markdown');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'schema 3 to 4: 4 differences: 1 loses data, 1 needs a query, 2 trivial',
    '',
    '| where | what | before | after | class |',
    '| --- | --- | --- | --- | --- |',
    String.raw`| table ${'`item`'} | column ${"`'a\\|b'`"} added |  | ${"`` text(40).default('`\\|`') ``"} | trivial |`,
    '| table `item` | column `slug` removed | `text(40)` |  | **loses data** |',
    String.raw`| table ${"`'big item'`"} | table added |  | ${"`table({ id, 'a\\|b' })`"} | needs a query |`,
    `| schema | view \`long\` added |  | \`'${'x'.repeat(300)}'\` | trivial |`,
    '',
  ]);
});

test('a wrong command line does nothing', async () => {
  const both = await diff('2', '3', '--markdown', '--json');
  expect(both.code).toBe(64);
  expect(eventsOf(both)).toMatchObject([{ event: 'error', code: 'USAGE_WRONG', next: 'ntom diff --help' }]);
  expect(await diff('2')).toMatchObject({ code: 64, err: expect.stringContaining("missing required argument 'to'") });
});

test('a schema that is not there is named', async () => {
  const { code, out, err } = await diff('2', '9');
  expect(err).toContain('[SCHEMA_NOT_FOUND]');
  expect({ code, out }).toEqual({ code: 2, out: '' });
});
