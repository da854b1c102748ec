import { describe, test } from 'vitest';
import { pipeline } from '../../src/pipeline/pipeline.ts';
import { sql, type AnyRow, type SqlQuery } from '../../src/pipeline/sql.ts';
import { int, text } from '../../src/schema/column-types.ts';
import { schema } from '../../src/schema/schema.ts';
import { table } from '../../src/schema/table.ts';
import { expectRefused, migration, type Migration } from '../support/migration.ts';

const tables = {
  item: table({ id: int().primaryKey(), name: text() }),
  tag: table({ item: int(), word: text() }, { primaryKey: ['item', 'word'] }),
};
const v1 = schema(1, tables);
const v2 = schema(2, { item: table({ id: int().primaryKey(), name: text() }) });

const source = `CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE tag (item INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (item, word));
  INSERT INTO item VALUES (1, '{"n": 1}'), (2, 'no json'), (3, '{"n": 3}');
  INSERT INTO tag VALUES (1, 'x'), (2, 'x'), (2, 'y')`;

type Query = SqlQuery<AnyRow, 'item'>;

function querying(item: Query): Migration {
  return migration({ pipeline: pipeline(v1, v2, { item }, { drops: { tag: 'not shown' } }), source });
}

const aftermath = {
  state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'not created' },
  next: 'ntom extract 1to2',
};

describe('a query that the database does not take is named with its table', () => {
  // prettier-ignore
  test.each<[name: string, query: Query, reason: string, shown: string]>([
    ['a misspelt column', sql`SELECT id, nme AS name FROM item`, 'no such column: nme', 'SELECT id, nme AS name FROM item'],
    ['a table that is not there', sql`SELECT id, name FROM items`, 'no such table: items', 'SELECT id, name FROM items'],
    ['a syntax error', sql`SELECT id name, FROM item`, 'near "FROM": syntax error', 'SELECT id name, FROM item'],
    ['a long query is shown on one line', sql`
      SELECT id,
             nme AS name
        FROM item`, 'no such column: nme', 'SELECT id, nme AS name FROM item'],
    ['nothing', sql`-- later`, 'The supplied SQL string contains no statements', '-- later'],
    ['DELETE', sql`DELETE FROM item`, 'it is not a SELECT', 'DELETE FROM item'],
    ['INSERT … RETURNING', sql`INSERT INTO item VALUES (4, 'd') RETURNING id, name`, 'it is not a SELECT', `INSERT INTO item VALUES (4, 'd') RETURNING id, name`],
    ['two statements', sql`SELECT id, name FROM item; DELETE FROM item`, 'The supplied SQL string contains more than one statement', 'SELECT id, name FROM item; DELETE FROM item'],
    ['a parameter without a value', sql({ sqlite: 'SELECT id, ? AS name FROM item' }), 'Too few parameter values were provided', 'SELECT id, ? AS name FROM item'],
    ['a condition of .each', sql`SELECT id, name FROM item`.each('item', { where: 'nme > 0', reason: 'none' }), 'no such column: nme', 'SELECT * FROM ( SELECT id, name FROM item ) WHERE ( nme > 0 )'],
    ['a row that it cannot compute', sql`SELECT id, json_extract(name, '$.n') || '' AS name FROM item`, 'malformed JSON', `SELECT id, json_extract(name, '$.n') || '' AS name FROM item`],
    ['a row that its condition cannot compute', sql`SELECT id, name FROM item`.each('item', { where: `json_extract(name, '$.n') > 0`, reason: 'none' }), 'malformed JSON', `SELECT * FROM ( SELECT id, name FROM item ) WHERE ( json_extract(name, '$.n') > 0 )`],
    ['a number beyond 64 bits', sql`SELECT id, abs(-9223372036854775807 - id) || '' AS name FROM item`, 'integer overflow', `SELECT id, abs(-9223372036854775807 - id) || '' AS name FROM item`],
  ])('%s', async (_, query, reason, shown) => {
    const made = querying(query);
    await expectRefused(made, () => made.extract(), {
      code: 'QUERY_REFUSED',
      says: `pipeline 1to2, table item: the database refuses the query: ${reason}: ${shown}`,
      ...aftermath,
    });
  });
});

describe('a query with other columns than its table', () => {
  test.each<[name: string, query: Query, wrong: string]>([
    ['one too few', sql`SELECT id FROM item`, 'without name'],
    ['one too many', sql`SELECT id, name, 1 AS more FROM item`, 'with more, which the table does not have'],
    [
      'misnamed',
      sql`SELECT id, upper(name) FROM item`,
      'without name and with upper(name), which the table does not have',
    ],
    [
      'in other letters',
      sql`SELECT id, name AS Name FROM item`,
      'without name and with Name, which the table does not have',
    ],
    ['one of them twice', sql`SELECT id, name, name FROM item`, 'with name more than once'],
    [
      'one of them twice, out of a join',
      sql`SELECT * FROM item JOIN item AS other USING (id)`,
      'with name more than once',
    ],
  ])('%s', async (_, query, wrong) => {
    const made = querying(query);
    await expectRefused(made, () => made.extract(), {
      code: 'PIPELINE_COLUMNS',
      says: `pipeline 1to2, table item: the query returns rows ${wrong}`,
      ...aftermath,
    });
  });
});

describe('a query that does not keep the promise of .each', () => {
  test.each<[name: string, query: Query, says: string]>([
    [
      'a join that loses rows',
      sql`SELECT id, name FROM item WHERE id IN (SELECT item FROM tag)`.each('item'),
      'the query returns 2 rows, but there are 3 rows of item',
    ],
    [
      'a join that multiplies rows',
      sql`SELECT id, name FROM item LEFT JOIN tag ON tag.item = item.id`.each('item'),
      'the query returns 4 rows, but there are 3 rows of item',
    ],
    [
      'a join that multiplies rows, with others left out on purpose',
      sql`SELECT id, name FROM item LEFT JOIN tag ON tag.item = item.id`.each('item', {
        where: 'id > 1',
        reason: 'none',
      }),
      'the query returns 3 rows, but there are 2 rows of item (and 1 dropped)',
    ],
  ])('%s', async (_, query, says) => {
    const made = querying(query);
    await expectRefused(made, () => made.extract(), {
      code: 'EACH_BROKEN',
      says: `pipeline 1to2, table item: ${says}`,
      ...aftermath,
    });
  });
});

test('a table that no query reads is not left behind in silence', async () => {
  const made = migration({ pipeline: pipeline(v1, v2, { item: sql`SELECT id, name FROM item` }), source });
  await expectRefused(made, () => made.extract(), {
    code: 'PIPELINE_TABLE_LOST',
    says: 'pipeline 1to2 reads no row of table tag, and drops does not say why',
    ...aftermath,
  });
});

test('an earlier extract stays when a query is refused', async () => {
  const made = querying(sql`SELECT id, name FROM item`);
  await made.extract();
  const broken = pipeline(
    v1,
    v2,
    { item: sql`SELECT id, json_extract(name, '$.n') AS name FROM item` },
    { drops: { tag: 'not shown' } },
  );
  await expectRefused(made, () => made.extract({ pipeline: broken }), {
    code: 'QUERY_REFUSED',
    says: /malformed JSON/,
    state: { 'app_v1.db': 'unchanged', 'extracts/v2': 'unchanged, from an earlier run' },
    next: 'ntom extract 1to2',
  });
});
