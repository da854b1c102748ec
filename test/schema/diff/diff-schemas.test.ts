import { describe, expect, test } from 'vitest';
import {
  bigint,
  blob,
  bool,
  date,
  datetime,
  decimal,
  enumeration,
  int,
  json,
  schema,
  table,
  text,
  time,
  uuid,
} from '../../../src/index.ts';
import copiedFrom from '../../cases/copied-differences/v1.ts';
import copiedTo from '../../cases/copied-differences/v2.ts';
import type { Column } from '../../../src/schema/column.ts';
import type { SchemaDefinition, Value } from '../../../src/schema/definition.ts';
import { diffSchemas } from '../../../src/schema/diff/diff-schemas.ts';
import type { SchemaOptions } from '../../../src/schema/schema.ts';
import { Table, type ForeignKeyOption, type TableOptions } from '../../../src/schema/table.ts';

type Columns = Readonly<Record<string, Column<Value>>>;

/** `class: what change table.name: before -> after` of each difference. */
function lines(from: SchemaDefinition, to: SchemaDefinition): readonly string[] {
  return diffSchemas(from, to).map((difference) => {
    const where = [difference.table, difference.name].filter((part) => part !== null).join('.');
    const words = [difference.before, difference.after].map((part) => part ?? 'none').join(' -> ');
    return `${difference.class}: ${difference.what} ${difference.change} ${where}: ${words}`;
  });
}

function schemas(
  from: Record<string, Table>,
  to: Record<string, Table>,
  options: [SchemaOptions?, SchemaOptions?] = [],
) {
  return lines(schema(1, from, options[0]), schema(2, to, options[1]));
}

/** Table `t` with an `id`, and a parent `p` for references. */
function tables(from: Columns, to: Columns, options: readonly (TableOptions<string> | undefined)[] = []) {
  const p = table({ id: int().primaryKey(), a: int(), b: int() }, { unique: [['a', 'b']] });
  const t = (columns: Columns, more: TableOptions<string> = {}) => new Table({ id: int(), ...columns }, more);
  return schemas({ p, t: t(from, options[0]) }, { p, t: t(to, options[1]) });
}

/** Column `c` of a table, before and after. */
function columns(from: Column<Value>, to: Column<Value>) {
  return tables({ c: from }, { c: to });
}

const one = { a: int(), b: int(), c: text(9) };
const byId = { primaryKey: ['id'] };

describe('tables', () => {
  const a = table({ id: int() });
  const b = table({ id: int(), 'two words': text() });
  test.each([
    ['added', { a }, { a, b }, ["needs a query: table added b: none -> table({ id, 'two words' })"]],
    ['removed', { a, b }, { a }, ["loses data: table removed b: table({ id, 'two words' }) -> none"]],
    [
      'renamed: not guessed',
      { a },
      { c: a },
      ['needs a query: table added c: none -> table({ id })', 'loses data: table removed a: table({ id }) -> none'],
    ],
    ['in another order', { a, b }, { b, a }, ['trivial: table reordered : a, b -> b, a']],
    ['the same at another version', { a, b }, { a, b }, []],
  ])('%s', (_, from, to, expected) => expect(schemas(from, to)).toEqual(expected));
});

describe('columns added', () => {
  test.each<[string, Column<Value>, string]>([
    ['nullable', text(9).nullable(), 'trivial: column added t.c: none -> text(9).nullable()'],
    ['with a default', bool().default(false), 'trivial: column added t.c: none -> bool().default(false)'],
    ['NOT NULL', int(), 'needs a value: column added t.c: none -> int()'],
    [
      'with a default in SQL',
      date().defaultSql('today()'),
      "needs a value: column added t.c: none -> date().defaultSql('today()')",
    ],
    [
      'generated',
      int().generated('id + 1', { stored: true }),
      "trivial: column added t.c: none -> int().generated('id + 1', { stored: true })",
    ],
  ])('%s', (_, column, expected) => expect(tables({}, { c: column })).toEqual([expected]));

  test.each<[string, TableOptions<string>[], string[]]>([
    [
      'that would all be equal in a key',
      [{}, { unique: [['id', 'c']] }],
      ['needs a query: column added t.c: none -> int()', 'tightens: unique added t.t_id_c_unique: none -> [id, c]'],
    ],
    [
      'in a key that is unique without them',
      [{ unique: [['id']] }, { unique: [['id'], ['id', 'c']] }],
      ['needs a value: column added t.c: none -> int()', 'trivial: unique added t.t_id_c_unique: none -> [id, c]'],
    ],
    [
      'as a new primary key',
      [{}, { primaryKey: ['c'] }],
      ['needs a query: column added t.c: none -> int()', 'needs a query: primary key added t: none -> [c]'],
    ],
  ])('%s', (_, [before, after], expected) => expect(tables({}, { c: int() }, [before, after])).toEqual(expected));
});

test('columns removed: data is lost, unless the database computed it', () => {
  const computed = int().generated('id + 1');
  expect(tables({ a: uuid(), b: computed }, {})).toEqual([
    'loses data: column removed t.a: uuid() -> none',
    "trivial: column removed t.b: int().generated('id + 1') -> none",
  ]);
});

test('a renamed column is not guessed', () => {
  expect(tables({ a: int() }, { b: int() })).toEqual([
    'needs a value: column added t.b: none -> int()',
    'loses data: column removed t.a: int() -> none',
  ]);
});

test('columns in another order', () => {
  expect(tables({ a: int(), x: int(), b: int() }, { b: int(), y: int().nullable(), a: int() })).toEqual([
    'trivial: column added t.y: none -> int().nullable()',
    'loses data: column removed t.x: int() -> none',
    'trivial: column reordered t: id, a, b -> id, b, a',
  ]);
});

describe('types', () => {
  test.each<[string, Column<Value>, Column<Value>]>([
    ['loosens', int(), bigint()],
    ['tightens', bigint(), int()],
    ['loosens', text(9), text(10)],
    ['loosens', text(9), text()],
    ['tightens', text(10), text(9)],
    ['tightens', text(), text(9)],
    ['loosens', blob(9), blob()],
    ['tightens', blob(), blob(9)],
    ['loosens', enumeration(['a']), enumeration(['b', 'a'])],
    ['trivial', enumeration(['a', 'b']), enumeration(['b', 'a'])],
    ['tightens', enumeration(['a', 'b']), enumeration(['a', 'c', 'd'])],
    ['loosens', enumeration(['abc']), text(3)],
    ['tightens', enumeration(['abc']), text(2)],
    ['tightens', text(3), enumeration(['abc'])],
    ['loosens', uuid(), text(36)],
    ['tightens', uuid(), text(35)],
    ['tightens', text(36), uuid()],
    ['loosens', decimal(8, 2), decimal(10, 4)],
    ['tightens', decimal(8, 2), decimal(8, 3)],
    ['tightens', decimal(8, 2), decimal(8, 1)],
    ['loosens', time(), time(3)],
    ['tightens', time(3), time()],
    ['loosens', datetime(), datetime(6)],
    ['tightens', datetime(6), datetime(3)],
    ['needs a query', text(9), int()],
    ['needs a query', int(), text(9)],
    ['needs a query', bool(), int()],
    ['needs a query', date(), datetime()],
    ['needs a query', int(), decimal(8, 2)],
    ['needs a query', text(), json()],
    ['needs a query', blob(), text()],
  ])('%s', (expected, from, to) => {
    const found = columns(from, to);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${expected}: type changed t.c: `));
  });

  test('in the words of a schema', () => {
    expect(columns(decimal(8, 2), enumeration(["it's", '"', `'"`]))).toEqual([
      String.raw`needs a query: type changed t.c: decimal(8, 2) -> enumeration(["it's", '"', '\'"'])`,
    ]);
  });

  test('of what the database computes are nobody else’s work', () => {
    expect(columns(int().generated('1'), text().generated('1'))).toEqual([
      'trivial: type changed t.c: int() -> text()',
    ]);
  });
});

describe('properties of columns', () => {
  test.each<[Column<Value>, Column<Value>, string]>([
    [int().nullable(), int(), 'tightens: nullability changed t.c: nullable() -> NOT NULL'],
    [int(), int().nullable(), 'loosens: nullability changed t.c: NOT NULL -> nullable()'],
    [int(), int().default(1), 'trivial: default added t.c: none -> default(1)'],
    [bigint().default(1n), bigint(), 'trivial: default removed t.c: default(1n) -> none'],
    [
      text().default("a'b"),
      text().default('\n'),
      String.raw`trivial: default changed t.c: default("a'b") -> default('\n')`,
    ],
    [int().default(1), int().defaultSql('1'), "trivial: default changed t.c: default(1) -> defaultSql('1')"],
    [int(), int().generated('id'), "loses data: generated added t.c: none -> generated('id')"],
    [int().generated('id'), int(), "loosens: generated removed t.c: generated('id') -> none"],
    [
      int().generated('id'),
      int().generated({ mysql: 'id', sqlite: '1' }, { stored: true }),
      "trivial: generated changed t.c: generated('id') -> generated({ mysql: 'id', sqlite: '1' }, { stored: true })",
    ],
    [text(9), text(9).collation('x'), "trivial: collation added t.c: none -> collation('x')"],
  ])('%#', (from, to, expected) => expect(columns(from, to)).toEqual([expected]));

  test('the collation of a key decides what is the same', () => {
    const by = (name: string): Columns => ({ c: text(9).collation(name).unique() });
    expect(tables(by('x'), by('y'))).toEqual(["tightens: collation changed t.c: collation('x') -> collation('y')"]);
  });

  test('auto increment', () => {
    const [by, plain] = [
      { t: table({ id: int().primaryKey().autoIncrement() }) },
      { t: table({ id: int().primaryKey() }) },
    ];
    expect(schemas(plain, by)).toEqual(['trivial: auto increment added t.id: none -> autoIncrement()']);
    expect(schemas(by, plain)).toEqual(['trivial: auto increment removed t.id: autoIncrement() -> none']);
  });

  test('several changes of a column are several differences', () => {
    expect(columns(text().nullable(), int().default(0))).toEqual([
      'needs a query: type changed t.c: text() -> int()',
      'tightens: nullability changed t.c: nullable() -> NOT NULL',
      'trivial: default added t.c: none -> default(0)',
    ]);
  });
});

describe('keys, indexes, checks and references', () => {
  const key = (to: string[], more: Partial<ForeignKeyOption<string>> = {}) => ({
    foreignKeys: [{ name: 'f', columns: ['a'], references: 'p', to, ...more }],
  });
  test.each<[string, TableOptions<string>, TableOptions<string>, string[]]>([
    ['primary key added', {}, byId, ['tightens: primary key added t: none -> [id]']],
    [
      'primary key of a unique key',
      { unique: [['id']] },
      { ...byId, unique: [['id']] },
      ['trivial: primary key added t: none -> [id]'],
    ],
    ['primary key dropped', byId, {}, ['loosens: primary key removed t: [id] -> none']],
    ['primary key changed', byId, { primaryKey: ['a'] }, ['tightens: primary key changed t: [id] -> [a]']],
    [
      'primary key changed to a unique key',
      { ...byId, unique: [['a']] },
      { primaryKey: ['a'] },
      ['loosens: primary key changed t: [id] -> [a]', 'trivial: unique removed t.t_a_unique: [a] -> none'],
    ],
    [
      'primary key exchanged with a unique key',
      { ...byId, unique: [['a']] },
      { primaryKey: ['a'], unique: [['id']] },
      [
        'trivial: primary key changed t: [id] -> [a]',
        'trivial: unique added t.t_id_unique: none -> [id]',
        'trivial: unique removed t.t_a_unique: [a] -> none',
      ],
    ],
    [
      'primary key made composite',
      byId,
      { primaryKey: ['id', 'a'] },
      ['loosens: primary key changed t: [id] -> [id, a]'],
    ],
    [
      'primary key in another order',
      { primaryKey: ['a', 'b'] },
      { primaryKey: ['b', 'a'] },
      ['trivial: primary key changed t: [a, b] -> [b, a]'],
    ],
    ['unique added', {}, { unique: [['a', 'b']] }, ['tightens: unique added t.t_a_b_unique: none -> [a, b]']],
    ['unique dropped', { unique: [['a']] }, {}, ['loosens: unique removed t.t_a_unique: [a] -> none']],
    [
      'unique renamed',
      { unique: [['a']] },
      { unique: [{ name: 'u', columns: ['a'] }] },
      ['trivial: unique renamed t.u: t_a_unique -> u'],
    ],
    [
      'unique dropped, and there is a narrower one',
      { unique: [['a', 'b']] },
      { unique: [['b']] },
      ['tightens: unique added t.t_b_unique: none -> [b]', 'trivial: unique removed t.t_a_b_unique: [a, b] -> none'],
    ],
    [
      'unique on fewer columns',
      { unique: [{ name: 'u', columns: ['a', 'b'] }] },
      { unique: [{ name: 'u', columns: ['a'] }] },
      ['tightens: unique changed t.u: [a, b] -> [a]'],
    ],
    [
      'unique on more columns',
      { unique: [{ name: 'u', columns: ['a'] }] },
      { unique: [{ name: 'u', columns: ['b', 'a'] }] },
      ['loosens: unique changed t.u: [a] -> [b, a]'],
    ],
    [
      'unique in another order of columns',
      { unique: [{ name: 'u', columns: ['a', 'b'] }] },
      { unique: [{ name: 'u', columns: ['b', 'a'] }] },
      ['trivial: unique changed t.u: [a, b] -> [b, a]'],
    ],
    ['index added', {}, { index: [['a']] }, ['trivial: index added t.t_a_index: none -> [a]']],
    ['index dropped', { index: [['a']] }, {}, ['trivial: index removed t.t_a_index: [a] -> none']],
    [
      'index renamed',
      { index: [['a']] },
      { index: [{ name: 'i', columns: ['a'] }] },
      ['trivial: index renamed t.i: t_a_index -> i'],
    ],
    [
      'index on other columns',
      { index: [{ name: 'i', columns: ['a'] }] },
      { index: [{ name: 'i', columns: ['a', 'b'] }] },
      ['trivial: index changed t.i: [a] -> [a, b]'],
    ],
    [
      'indexes in another order',
      { index: [['a'], ['b']] },
      { index: [['b'], ['a']] },
      ['trivial: index reordered t: t_a_index, t_b_index -> t_b_index, t_a_index'],
    ],
    [
      'index made unique',
      { index: [['a']] },
      { unique: [['a']] },
      ['tightens: unique added t.t_a_unique: none -> [a]', 'trivial: index removed t.t_a_index: [a] -> none'],
    ],
    ['check added', {}, { check: ['a > 0'] }, ["tightens: check added t.t_check_1: none -> 'a > 0'"]],
    ['check dropped', { check: ['a > 0'] }, {}, ["loosens: check removed t.t_check_1: 'a > 0' -> none"]],
    [
      'check changed',
      { check: ['a > 0'] },
      { check: ['a > 1'] },
      ["tightens: check changed t.t_check_1: 'a > 0' -> 'a > 1'"],
    ],
    [
      'check put before another: the other is only renamed',
      { check: ['a > 0'] },
      { check: ['b > 0', 'a > 0'] },
      [
        'trivial: check renamed t.t_check_2: t_check_1 -> t_check_2',
        "tightens: check added t.t_check_1: none -> 'b > 0'",
      ],
    ],
    ['foreign key added', {}, key(['id']), ['tightens: foreign key added t.f: none -> [a] references p(id)']],
    ['foreign key dropped', key(['id']), {}, ['loosens: foreign key removed t.f: [a] references p(id) -> none']],
    [
      'foreign key retargeted',
      key(['id']),
      { ...key(['id'], { references: 't' }), unique: [['id']] },
      [
        'tightens: unique added t.t_id_unique: none -> [id]',
        'tightens: foreign key changed t.f: [a] references p(id) -> [a] references t(id)',
      ],
    ],
    [
      'foreign key made composite',
      key(['id']),
      key(['a', 'b'], { columns: ['a', 'b'] }),
      ['tightens: foreign key changed t.f: [a] references p(id) -> [a, b] references p(a, b)'],
    ],
    [
      'onDelete and onUpdate changed',
      key(['id']),
      key(['id'], { onDelete: 'cascade', onUpdate: 'restrict' }),
      [
        'trivial: foreign key changed t.f: [a] references p(id) -> [a] references p(id), onDelete cascade, onUpdate restrict',
      ],
    ],
  ])('%s', (_, from, to, expected) => expect(tables(one, one, [from, to])).toEqual(expected));
});

describe('what comes after the tables', () => {
  const only = { a: table({ id: int() }) };
  test.each<[string, SchemaOptions, SchemaOptions, string[]]>([
    ['view added', {}, { views: { v: 'SELECT 1' } }, ["trivial: view added v: none -> 'SELECT 1'"]],
    ['view removed', { views: { v: 'SELECT 1' } }, {}, ["trivial: view removed v: 'SELECT 1' -> none"]],
    [
      'view changed',
      { views: { v: 'SELECT 1' } },
      { views: { v: { sqlite: 'SELECT 2' } } },
      ["trivial: view changed v: 'SELECT 1' -> { sqlite: 'SELECT 2' }"],
    ],
    [
      'trigger changed',
      { triggers: { t: 'CREATE TRIGGER t' } },
      { triggers: { t: 'CREATE TRIGGER  t' } },
      ["trivial: trigger changed t: 'CREATE TRIGGER t' -> 'CREATE TRIGGER  t'"],
    ],
    [
      'a statement more of the same',
      { statements: ['A'] },
      { statements: ['A', 'A', 'B'] },
      ["trivial: statement added : none -> 'A'", "trivial: statement added : none -> 'B'"],
    ],
    ['a statement removed', { statements: ['A'] }, {}, ["trivial: statement removed : 'A' -> none"]],
    [
      'statements in another order',
      { statements: ['A', 'B'] },
      { statements: ['B', 'A'] },
      ["trivial: statement reordered : 'A', 'B' -> 'B', 'A'"],
    ],
  ])('%s', (_, from, to, expected) => expect(schemas(only, only, [from, to])).toEqual(expected));
});

describe('a table', () => {
  const person = { id: int().primaryKey(), name: text(40) };
  const address = { street: text(80), city: text(40) };
  const whole = { person: table({ ...person, ...address }) };
  const split = { person: table(person), address: table({ person: int().references('person.id'), ...address }) };

  test('split in two', () => {
    expect(schemas(whole, split)).toEqual([
      'loses data: column removed person.street: text(80) -> none',
      'loses data: column removed person.city: text(40) -> none',
      'needs a query: table added address: none -> table({ person, street, city })',
    ]);
  });

  test('merged of two', () => {
    expect(schemas(split, whole)).toEqual([
      'needs a value: column added person.street: none -> text(80)',
      'needs a value: column added person.city: none -> text(40)',
      'loses data: table removed address: table({ person, street, city }) -> none',
    ]);
  });
});

test('what the case of copied differences copies is what is said to be copied', () => {
  const classes = diffSchemas(copiedFrom, copiedTo).map((difference) => difference.class);
  expect(new Set(classes)).toEqual(new Set(['trivial', 'tightens', 'loosens']));
});
