import { describe, expect, test } from 'vitest';
import { asSchema } from '../../../src/authoring/pull/as-schema.ts';
import { schemaText } from '../../../src/authoring/pull/schema-text/schema-text.ts';
import type { Pulled } from '../../../src/dialects/pulled.ts';
import { sqlRules } from '../../../src/dialects/sqlite/sql-rules.ts';
import type { ColumnDefinition, TableDefinition } from '../../../src/schema/definition.ts';
import { column, tableOf } from '../../format/sample.ts';

function columnsOf(...names: readonly string[]): readonly ColumnDefinition[] {
  return names.map((name) => column(name, { kind: 'int' }));
}

function pulled(tables: readonly TableDefinition[], rest: Partial<Pulled> = {}): Pulled {
  return { tables, indexes: [], views: [], triggers: [], beyond: [], lexemes: sqlRules.lexemes, notes: [], ...rest };
}

function messages({ notes }: ReturnType<typeof asSchema>): readonly string[] {
  return notes.map(({ finding }) => `${finding.severity}: ${finding.message}`);
}

const city = tableOf(columnsOf('id', 'name'), { name: 'city' });

describe('names that a schema cannot say', () => {
  test('a table or view of such a name is left out, and references to it', () => {
    const street = tableOf(columnsOf('city'), {
      name: 'street',
      foreignKeys: [
        {
          name: 'a',
          columns: ['city'],
          parent: 'City',
          parentColumns: ['id'],
          onDelete: 'cascade',
          onUpdate: 'cascade',
          deferred: false,
        },
        {
          name: 'b',
          columns: ['city'],
          parent: 'city',
          parentColumns: ['id'],
          onDelete: 'cascade',
          onUpdate: 'cascade',
          deferred: false,
        },
      ],
    });
    const made = asSchema(
      1,
      pulled(
        [
          { ...city, name: 'City' },
          { ...city, name: '__proto__' },
          tableOf(columnsOf('__proto__'), { name: 'odd' }),
          city,
          street,
        ].reverse(),
        {
          views: [
            { name: 'CITY', sql: 'SELECT 1' },
            { name: 'big', sql: 'SELECT 2' },
          ],
          triggers: [
            { name: 't', sql: '1' },
            { name: 'T', sql: '2' },
          ],
        },
      ),
    );
    expect(made.content.tables.map(({ name, foreignKeys }) => [name, foreignKeys.map((key) => key.name)])).toEqual([
      ['street', ['b']],
      ['city', []],
    ]);
    expect(made.content.views.map(({ name }) => name)).toEqual(['big']);
    expect(made.content.triggers.map(({ name }) => name)).toEqual(['t']);
    expect(messages(made)).toEqual([
      'error: the table "odd" is not in the schema: its column "__proto__" is reserved',
      'error: the table "__proto__" is not in the schema: its name is reserved',
      'error: the table "City" is not in the schema: the table "city" has that name',
      'error: the reference of city to City is not in the schema: that table is not',
      'error: the view "CITY" is not in the schema: the table "city" has that name',
      'error: the trigger "T" is not in the schema: the trigger "t" has that name',
    ]);
  });

  test('what uses a table or view that is left out is left out with it', () => {
    const made = asSchema(
      1,
      pulled([city, { ...city, name: 'ntom_old' }, { ...city, name: 'City' }], {
        beyond: ['city_search'],
        indexes: [
          { name: 'a', sql: { sqlite: 'CREATE INDEX a ON NTOM_OLD (lower(name))' } },
          { name: 'b', sql: { sqlite: 'CREATE INDEX b ON city (lower(name))' } },
        ],
        views: [
          { name: 'found_twice', sql: 'SELECT * FROM found' },
          { name: 'found', sql: 'SELECT name FROM main."city_search"' },
          { name: 'said', sql: "SELECT c.city_search, 'ntom_old' FROM city AS c -- city_search" },
          { name: 'cased', sql: 'SELECT * FROM [City]' },
        ],
        triggers: [
          {
            name: 't',
            sql: 'CREATE TRIGGER t AFTER INSERT ON city BEGIN INSERT INTO city_search VALUES (new.name); END',
          },
          { name: 'u', sql: 'CREATE TRIGGER u AFTER INSERT ON city BEGIN SELECT new.city_search; END' },
        ],
      }),
    );
    expect(made.content.indexes.map(({ name }) => name)).toEqual(['b']);
    expect(made.content.views.map(({ name }) => name)).toEqual(['said']);
    expect(made.content.triggers.map(({ name }) => name)).toEqual(['u']);
    expect(messages(made).slice(2)).toEqual([
      'error: the index a is not in the schema: it uses ntom_old, which is not',
      'error: the view found is not in the schema: it uses city_search, which is not',
      'error: the view cased is not in the schema: it uses City, which is not',
      'error: the view found_twice is not in the schema: it uses found, which is not',
      'error: the trigger t is not in the schema: it uses city_search, which is not',
    ]);
  });

  test('a key, a check or a reference of such a name gets the derived one, or that with a number', () => {
    const key = (name: string, ...columns: readonly string[]) => ({ name, columns });
    const one = tableOf(columnsOf('id', 'name'), {
      name: 'one',
      indexes: [key('name', 'name'), key('two', 'id'), key('two', 'id')],
      checks: [{ name: 'c', expression: '1' }],
    });
    const two = tableOf(columnsOf('id', 'name'), {
      name: 'two',
      uniques: [key('NAME', 'name'), key('sqlite_x', 'id')],
      checks: [{ name: 'c', expression: '2' }],
    });
    const sql = {
      mysql: 'CREATE UNIQUE INDEX `name` ON `two` (`name`(3))',
      sqlite: 'create index [name] on two (lower(name))',
    };
    const made = asSchema(1, pulled([one, two], { indexes: [{ name: 'name', sql }] }));
    const [first, second] = made.content.tables;
    expect(first?.indexes.map(({ name }) => name)).toEqual(['one_id_index', 'name', 'one_id_index_2']);
    expect(second?.uniques.map(({ name }) => name)).toEqual(['two_id_unique', 'two_name_unique']);
    expect(second?.checks).toEqual([{ name: 'two_check_1', expression: '2' }]);
    expect(made.content.indexes).toEqual([
      {
        name: 'name_index',
        sql: {
          mysql: 'CREATE UNIQUE INDEX `name_index` ON `two` (`name`(3))',
          sqlite: 'create index "name_index" on two (lower(name))',
        },
      },
    ]);
    expect(messages(made)).toContain(
      'warning: the unique key of two "NAME" is called "two_name_unique" in the schema: the index of one has that name',
    );
    expect(made.notes.every(({ finding }) => finding.code === 'PULL_RENAMED')).toBe(true);
  });
});

test('lists come in the order of the file, whole numbers first, and what is moved is named', () => {
  const odd = tableOf(columnsOf('b', '10', '9', 'a'), {
    name: '7',
    uniques: [
      { name: 'z', columns: ['b'] },
      { name: '7_a_unique', columns: ['a'] },
      { name: 'c', columns: ['a', 'b'] },
      { name: '7_b_unique', columns: ['b'] },
    ],
  });
  const made = asSchema(1, pulled([city, odd]));
  expect(made.content.tables.map(({ name }) => name)).toEqual(['7', 'city']);
  expect(made.content.tables[0]?.columns.map(({ name }) => name)).toEqual(['9', '10', 'b', 'a']);
  expect(made.content.tables[0]?.uniques.map(({ name }) => name)).toEqual(['7_b_unique', '7_a_unique', 'c', 'z']);
  expect(messages(made)).toEqual([
    'warning: tables come first in the schema since their names are whole numbers: 7',
    'warning: columns of 7 come first in the schema since their names are whole numbers: 9, 10',
  ]);
  expect(schemaText(made.content)).toContain("'7': table(");
});
