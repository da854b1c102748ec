import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createSession } from '../../src/cli/session.ts';
import { failure } from '../../src/errors.ts';
import type { NtomEvent } from '../../src/events.ts';
import { fakeContext, type FakeContext } from './fake-context.ts';

function reportTo(context: FakeContext, ...argv: string[]) {
  return createSession(argv, context).report;
}

const started: NtomEvent = { type: 'phase-started', phase: 'extract', schema: 3, tables: 1, rows: 135_233 };
const finished: NtomEvent = { type: 'phase-finished', phase: 'extract', schema: 3, rows: 135_233, ms: 1234 };
const someRows: NtomEvent = { type: 'rows', phase: 'extract', table: 'city', rows: 52_000 };
const error = failure('SCHEMA_MISNAMED', { file: 'schemas/v3.ts', declared: 4 }).withAftermath({
  state: [
    { what: 'app_v2.db', is: 'unchanged' },
    { what: 'extracts/v3', is: 'complete' },
  ],
  next: 'ntom extract 2to3',
});
const result = { command: 'url', data: { n: 1n }, text: 'the text', isAnswer: false, next: 'ntom load 3' };

describe('for people', () => {
  test('an error has three parts', () => {
    const context = fakeContext();
    reportTo(context).failed(error);
    expect(context.err()).toBe(
      [
        'ntom: schemas/v3.ts declares schema 4   [SCHEMA_MISNAMED]',
        '  app_v2.db     unchanged',
        '  extracts/v3   complete',
        '  next: ntom extract 2to3',
        '',
      ].join('\n'),
    );
    expect(context.out()).toBe('');
  });

  test('the next command is for the same project', () => {
    const context = fakeContext();
    const report = reportTo(context);
    report.given = { command: '', options: [], projectDirectory: "it's here", defaultsFile: undefined };
    report.failed(error);
    report.done(result);
    expect(context.err()).toContain(`next: ntom extract 2to3 --project 'it'\\''s here'\n`);
    expect(context.out()).toBe(`the text\n  next: ntom load 3 --project 'it'\\''s here'\n`);
  });

  test('what is not an error of ntom is a bug of it, with its stack', () => {
    const context = fakeContext();
    reportTo(context).crashed(new TypeError('x is undefined'));
    expect(context.err()).toMatch(/^ntom: this is a bug of ntom.*\n {2}TypeError: x is undefined\n {6}at /);
  });

  test('without a terminal progress is a line now and then', () => {
    const context = fakeContext();
    const report = reportTo(context);
    report.onEvent(started);
    for (let seconds = 0; seconds < 2; seconds++) {
      context.pass(1000);
      report.onEvent({ ...someRows, rows: 1000 });
    }
    expect(context.err()).toBe('');
    context.pass(2000);
    report.onEvent(someRows);
    expect(context.err()).toBe('extract 3, 39%, 4.6 s left, city, 54,000 of 135,233 rows, 13,500 rows/s, 210 MB\n');
    report.onEvent(finished);
    expect(context.err()).toContain('\nextract 3: 135,233 rows in 1.2 s, 109,589 rows/s\n');
    expect(context.out()).toBe('');
  });

  test('rejected rows and notices are lines', () => {
    const context = fakeContext();
    const report = reportTo(context);
    report.onEvent({ type: 'rejected', table: 'city', rows: 1, file: 'extracts/v3.rejects/city.jsonl' });
    report.onEvent({ type: 'notice', message: 'one reader' });
    expect(context.err()).toBe('city: 1 row rejected, see extracts/v3.rejects/city.jsonl\none reader\n');
  });

  test('what a terminal would obey is shown instead', () => {
    const context = fakeContext({ isTTY: true });
    const report = reportTo(context);
    const evil = 'a\u001b[2Jb\rc\u009b1md\u202ee';
    const shown = String.raw`a\u001b[2Jb\u000dc\u009b1md\u202ee`;
    report.onEvent({ type: 'notice', message: evil });
    report.onEvent({ type: 'rejected', table: evil, rows: 1, file: evil });
    report.failed(
      failure('SERVER_FAILED', { server: evil, reason: evil }).withAftermath({
        state: [{ what: evil, is: evil }],
        next: `ntom ${evil}`,
      }),
    );
    report.crashed(new Error(evil));
    report.done({ ...result, text: evil });
    const told = stripVTControlCharacters(context.err()) + context.out();
    expect(told.split(shown)).toHaveLength(11);
    expect(told).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });

  test('--quiet leaves errors and answers', () => {
    const context = fakeContext();
    const report = reportTo(context, '--quiet');
    for (const event of [started, someRows, finished]) report.onEvent(event);
    report.step(result);
    report.done(result);
    expect(context.out() + context.err()).toBe('');
    report.done({ ...result, isAnswer: true, next: null });
    report.failed(error);
    expect(context.out()).toBe('the text\n');
    expect(context.err()).toContain('SCHEMA_MISNAMED');
  });
});

describe('colour', () => {
  const escape = '\u001B[';
  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('terminal %s, %j: %s', (isTTY, env: Record<string, string>, expected) => {
    const context = fakeContext({ isTTY, env });
    reportTo(context).failed(error);
    expect(context.err().includes(escape)).toBe(expected);
  });
});

describe('for programs', () => {
  const eventsOf = (context: FakeContext): unknown[] =>
    context
      .out()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));

  test('every event is one line, and nothing else is printed', () => {
    const context = fakeContext({ isTTY: true });
    const report = reportTo(context, '--json');
    for (const event of [started, someRows, finished]) report.onEvent(event);
    report.done(result);
    expect(eventsOf(context)).toEqual([
      { event: 'phase-started', phase: 'extract', schema: 3, tables: 1, rows: 135_233 },
      { event: 'rows', phase: 'extract', table: 'city', rows: 52_000 },
      { event: 'phase-finished', phase: 'extract', schema: 3, rows: 135_233, ms: 1234 },
      { event: 'done', command: 'url', n: '1', next: 'ntom load 3' },
    ]);
    expect(context.err()).toBe('');
  });

  test('rows of a table are added up for half a second', () => {
    const context = fakeContext();
    const report = reportTo(context, '--json');
    for (let batch = 0; batch < 12; batch++) {
      report.onEvent({ ...someRows, rows: 100 });
      context.pass(100);
    }
    report.onEvent({ ...someRows, table: 'country', rows: 7 });
    report.onEvent(finished);
    const rows = eventsOf(context).filter((event) => (event as { event: string }).event === 'rows');
    expect(rows).toMatchObject([
      { table: 'city', rows: 600 },
      { table: 'city', rows: 500 },
      { table: 'city', rows: 100 },
      { table: 'country', rows: 7 },
    ]);
  });

  test('an error has all its parts', () => {
    const context = fakeContext();
    reportTo(context, '--json').failed(error);
    expect(eventsOf(context)).toEqual([
      {
        event: 'error',
        code: 'SCHEMA_MISNAMED',
        message: 'schemas/v3.ts declares schema 4',
        details: { file: 'schemas/v3.ts', declared: 4 },
        state: [
          { what: 'app_v2.db', is: 'unchanged' },
          { what: 'extracts/v3', is: 'complete' },
        ],
        next: 'ntom extract 2to3',
      },
    ]);
  });

  test('a bug too is an event', () => {
    const context = fakeContext();
    reportTo(context, '--json').crashed(new TypeError('x'));
    expect(eventsOf(context)).toMatchObject([{ event: 'error', code: 'BUG', message: 'this is a bug of ntom: x' }]);
    expect(context.err()).toBe('');
  });

  test('--quiet leaves the last line', () => {
    const context = fakeContext();
    const report = reportTo(context, '--json', '--quiet');
    report.onEvent(started);
    report.step(result);
    report.done(result);
    expect(eventsOf(context)).toHaveLength(1);
  });
});
