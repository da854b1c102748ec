import { describe, expect, test } from 'vitest';
import { changingCode } from '../../../src/authoring/check/changing-code.ts';
import { codeOnly } from '../../../src/authoring/check/code-only.ts';
import { importsOf } from '../../../src/authoring/check/imports-of.ts';
import { lineOfKey, lineOfSql } from '../../../src/authoring/check/source-lines.ts';

describe('code without texts', () => {
  test.each([
    ['a; // b', 'a;     '],
    ['a /* b\nc */ d', 'a     \n     d'],
    ['f(\'b\', "c")', 'f(\' \', " ")'],
    ["f('it\\'s')", "f('     ')"],
    ['`a ${b + `c ${d}`} e`', '`    b + `    d`    `'],
    ['`a ${ {b: 1}.b } c`', '`     {b: 1}.b    `'],
    ['`\\${a}`', '`     `'],
    ['a = /[/"]x/g; b', 'a =         ; b'],
    ['a = b / c / d', 'a = b / c / d'],
    ['return /"/.test(a)', 'return    .test(a)'],
    ["'open", '     '],
    ['/* open', '       '],
  ])('%s', (source, code) => {
    const made = codeOnly(source);
    expect(made).toHaveLength(source.length);
    // What stays is where it was; which quotes are kept is seen below.
    expect(made.replaceAll(/[`'"]/g, ' ')).toBe(code.replaceAll(/[`'"]/g, ' '));
  });
});

describe('code that changes', () => {
  test.each<[source: string, found: string[]]>([
    ['Date.now()', ['Date.now']],
    ['new Date()', ['new Date()']],
    ['new Date', ['new Date()']],
    ["new Date('2020-01-01')", []],
    ['new Date(row.made)', []],
    ['new Date(`${row.made}`)', []],
    ['Date()', ['Date()']],
    ['return Date();', ['Date()']],
    ['return randomUUID();', ['randomUUID']],
    ['x.randomUUID(y)', []],
    ['Date.UTC(2020, 1)', []],
    ['formatDate(row)', []],
    ['x.Date(row)', []],
    ['Math.random()', ['Math.random']],
    ['crypto.randomUUID()', ['crypto.randomUUID']],
    ['randomUUID()', ['randomUUID']],
    ['randomBytes(4)', ['randomBytes']],
    ['performance.now()', ['performance.now']],
    ['process.env.HOME', ['process.env']],
    ['process.hrtime()', ['process.hrtime']],
    ['// Date.now()', []],
    ["'Math.random()'", []],
    ['`${Math.random()}`', ['Math.random']],
  ])('%s', (source, found) => {
    expect(changingCode(codeOnly(source)).map(({ what }) => what)).toEqual(found);
  });

  test('with its line', () => {
    const source = "const a = `\n'`;\nconst b = Date.now();";
    expect(changingCode(codeOnly(source))).toEqual([{ what: 'Date.now', line: 3 }]);
  });
});

describe('imports', () => {
  test.each<[source: string, found: (string | null)[]]>([
    ["import a from 'x';", ['x']],
    ["import { a,\n b } from 'x';", ['x']],
    ["import 'x';", ['x']],
    ['import * as a from "x";', ['x']],
    ["export { a } from 'x'; export * from 'y';", ['x', 'y']],
    ["import type { A } from 'x';", []],
    ["import type A from 'x';", []],
    ["export type { A } from 'x';", []],
    ["import { type A, type B } from 'x';", []],
    ["import { type A, b } from 'x';", ['x']],
    ["import type, { a } from 'x';", ['x']],
    ["import type from 'x';", ['x']],
    ["await import('x')", ['x']],
    ['import(name)', [null]],
    ["require('x')", ['x']],
    ["import a = require('x');", ['x']],
    ['import.meta.url', []],
    ["Array.from('x'); a.require('y')", []],
    ["// import 'x'\nconst a = \"import 'y'\";", []],
    ["import a from 'x'\nimport type { B } from 'y'\nimport c from 'z'", ['x', 'z']],
  ])('%s', (source, found) => {
    expect(importsOf(source, codeOnly(source)).map(({ specifier }) => specifier)).toEqual(found);
  });

  test('with their lines', () => {
    const source = "import {\n  a,\n} from 'x';\nimport 'y';";
    expect(importsOf(source, codeOnly(source)).map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('lines', () => {
  const text =
    "pipeline(v1, v2, {\n  item: sql`\n    SELECT id, ${1} AS one, random() AS r\n    FROM item`,\n  'a b': copy(),\n});";
  const sql = '\n    SELECT id, ? AS one, random() AS r\n    FROM item';

  test('of SQL: its own', () => {
    expect(lineOfSql(text, 'item', sql, sql.indexOf('random'))).toBe(3);
    expect(lineOfSql(text, 'item', sql, sql.indexOf('FROM'))).toBe(4);
  });

  test('of SQL that is put together: that of its table', () => {
    expect(lineOfSql(text, 'a b', 'SELECT other FROM things', 7)).toBe(5);
  });

  test('none, where it is not clear', () => {
    expect(lineOfSql(text, 'other', 'SELECT other FROM things', 7)).toBeNull();
    expect(lineOfKey('a: 1,\na: 2', 'a')).toBeNull();
  });
});
