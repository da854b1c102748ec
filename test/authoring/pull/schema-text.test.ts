import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inFileOrder } from '../../../src/authoring/pull/in-file-order.ts';
import { fingerprint } from '../../../src/schema/fingerprint.ts';
import { schemaText } from '../../../src/authoring/pull/schema-text/schema-text.ts';
import { finding } from '../../../src/finding.ts';
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
  real,
  schema,
  table,
  text,
  time,
  uuid,
} from '../../../src/index.ts';
import { diffSchemas } from '../../../src/schema/diff/diff-schemas.ts';
import type { SchemaDefinition } from '../../../src/schema/definition.ts';
import { loadModule } from '../../../src/project/load-module.ts';
import { isSchema } from '../../../src/project/is-definition.ts';
import v1 from '../../../schemas/v1.ts';
import v2 from '../../../schemas/v2.ts';
import v3 from '../../../schemas/v3.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { format } from 'prettier';

const everything = schema(
  7,
  {
    'odd name': table(
      {
        id: bigint().primaryKey().autoIncrement(),
        order: text(9).default("it's"),
        'say "x"': text().default('both \' and "').collation({ sqlite: 'NOCASE' }),
        naïve: enumeration(['a', "b'c", '\\', '`${x}`']).default('\\').collation('BINARY'),
        lines: text().default('one\ntwo\r\nthree\u2028\u0000\t'),
      },
      { attributes: { mysql: "COMMENT='x'" } },
    ),
    all: table(
      {
        a: int().default(-3),
        b: bigint().default(-9007199254740993n).nullable(),
        c: real().default(0.1).unique(),
        d: bool().default(true).index(),
        e: decimal(10, 2).default('1.50').declaredAs({ sqlite: 'NUMERIC(10,2)', mysql: 'decimal(10,2) unsigned' }),
        f: date().defaultSql({ sqlite: "date('now')" }),
        g: time(3),
        h: datetime().attributes({ mysql: 'ON UPDATE current_timestamp()' }),
        i: json().nullable().default(null),
        j: uuid(),
        k: blob(16).default(new Uint8Array([0, 255])),
        l: text(40).generated('lower(j)', { stored: true }),
        m: int().references('all.n', { onDelete: 'cascade', deferred: true }).nullable(),
        n: int(),
      },
      {
        primaryKey: ['n', 'a'],
        unique: [['n'], ['a', 'b'], { name: 'own', columns: ['c', 'd'] }],
        index: [['a', 'b'], { name: 'other', columns: ['f'] }],
        check: ['a > 0', { name: 'b_check', expression: { sqlite: "f <> ''\n-- why" } }, { mysql: 'n > 0' }],
        foreignKeys: [
          { columns: ['a', 'b'], references: 'all', to: ['a', 'b'], onUpdate: 'set null' },
          { name: 'named', columns: ['n'], references: 'all', to: ['n'], deferred: true },
        ],
      },
    ),
  },
  {
    indexes: { lower: { sqlite: 'CREATE INDEX lower ON "all" (lower(j)) WHERE a > 0' } },
    views: { 'v w': 'SELECT `a`\nFROM `all` -- ${not}' },
    triggers: { t: { mysql: 'CREATE TRIGGER t …' } },
  },
);

/** A schema of the worked application as a database gives it back: in the order of the file, without statements. */
function inOrder({ version, tables, indexes, views, triggers }: SchemaDefinition): SchemaDefinition {
  const content = { version, tables: tables.map(inFileOrder), indexes, views, triggers, statements: [] };
  return { ...content, leftOut: {}, fingerprint: fingerprint(content) };
}

/** What the written file declares. */
async function readBack(definition: SchemaDefinition): Promise<SchemaDefinition> {
  const here = JSON.stringify(new URL('../../../src/index.ts', import.meta.url).pathname);
  const folder = temporaryProject({ 'schemas/v.ts': schemaText(definition).replace("'ntom'", here) });
  return loadModule(join(folder, 'schemas/v.ts'), folder, { expected: 'schema', accepts: isSchema });
}

test.each([
  ['of everything', everything],
  ['of the worked application, version 1', inOrder(v1)],
  ['of the worked application, version 2', inOrder(v2)],
  ['of the worked application, version 3', inOrder(v3)],
])('the file %s declares the same schema', async (_, definition) => {
  const read = await readBack(definition);
  expect(diffSchemas(definition, read)).toEqual([]);
  expect(read.fingerprint).toBe(definition.fingerprint);
});

test('the collation of most columns is said once, if every text column has one', () => {
  const of = (...collations: readonly string[]) =>
    schemaText(
      schema(
        1,
        Object.fromEntries(
          collations.map((name, index) => [`t${index}`, table({ c: text().collation({ mysql: name }) })]),
        ),
      ),
    );
  expect(of('a_ci', 'b_ci', 'b_ci')).toContain("{ collation: { mysql: 'b_ci' } }");
  expect(of('a_ci', 'b_ci', 'b_ci').match(/\.collation/g)).toHaveLength(1);
  expect(of('a_ci')).toContain(".collation({ mysql: 'a_ci' })");
});

describe('the form', () => {
  test('is that of prettier, and says where what could not be said would be', async () => {
    const note = (tableName: string | null, column: string | null, reason: string) => ({
      table: tableName,
      column,
      finding: finding('PULL_NOT_EXPRESSED', { what: `${tableName}.${column}`, reason }),
    });
    const small = schema(1, {
      city: table(
        { id: int().primaryKey(), name: text(40).unique(), country: text(3).index() },
        { index: [['country', 'name']] },
      ),
      country: table({ code: text(3).primaryKey() }),
    });
    const written = schemaText(small, [
      note('city', 'name', 'it is odd'),
      note('city', 'place', 'no kind of column holds a geometry'),
      note('gone', null, 'it is virtual'),
    ]);
    expect(written).toBe(
      [
        `import { int, schema, table, text } from 'ntom';`,
        '',
        '// gone.null is not in the schema: it is virtual',
        'export default schema(1, {',
        '  // city.place is not in the schema: no kind of column holds a geometry',
        '  city: table(',
        '    {',
        '      id: int().primaryKey(),',
        '      // city.name is not in the schema: it is odd',
        '      name: text(40).unique(),',
        '      country: text(3).index(),',
        '    },',
        `    { index: [['country', 'name']] },`,
        '  ),',
        '  country: table({',
        '    code: text(3).primaryKey(),',
        '  }),',
        '});',
        '',
      ].join('\n'),
    );
    const options = { parser: 'typescript', printWidth: 120, singleQuote: true, trailingComma: 'all' } as const;
    expect(await format(written, options)).toBe(written);
    for (const definition of [v1, v2, v3, everything])
      expect(await format(schemaText(definition), options)).toBe(schemaText(definition));
  });
});
