import { describe, expect, test } from 'vitest';
import { changingSql } from '../../../src/authoring/check/changing-sql.ts';
import { unorderedSql } from '../../../src/authoring/check/unordered-sql.ts';
import type { EngineRules } from '../../../src/dialects/engine-rules.ts';
import type { EngineName } from '../../../src/dialects/engines.ts';
import { allEngineRules } from '../../../src/dialects/registry.ts';

const all = await allEngineRules();
const rulesOf = (engine: EngineName): EngineRules => all.find((each) => each.engine === engine) ?? expect.fail();
const both = { sqlite: rulesOf('sqlite').sql, mysql: rulesOf('mysql').sql };

describe('an order is missing', () => {
  test.each<[sql: string, found: string[], onMysql?: string[]]>([
    ['SELECT id FROM item LIMIT 1', ['LIMIT']],
    ['SELECT id FROM item ORDER BY id LIMIT 1', []],
    ['SELECT id FROM item ORDER BY id LIMIT 1 OFFSET 2', []],
    ['SELECT id FROM item FETCH FIRST 3 ROWS ONLY', ['FETCH']],
    ['SELECT a FROM t UNION SELECT b FROM u ORDER BY 1 LIMIT 1', []],
    ['SELECT (SELECT id FROM item LIMIT 1) AS one FROM item ORDER BY id', ['LIMIT']],
    ['SELECT id FROM (SELECT id FROM item ORDER BY id) LIMIT 1', ['LIMIT']],
    ['SELECT id FROM item WHERE EXISTS (SELECT 1 FROM tag LIMIT 1)', []],
    ['SELECT t.limit, limits FROM item t', []],
    ["SELECT 'x LIMIT 1' AS a -- LIMIT 1", []],
    ['SELECT /* LIMIT 1 */ id FROM item', []],
    ['SELECT `limit` FROM item', []],
    ['SELECT row_number() OVER (PARTITION BY a) AS n FROM item', ['row_number()']],
    ['SELECT ROW_NUMBER () OVER () AS n FROM item', ['row_number()']],
    ['SELECT row_number() OVER (PARTITION BY a ORDER BY id) AS n FROM item', []],
    ['SELECT lag(a) OVER w AS n FROM item WINDOW w AS (PARTITION BY a)', ['lag()']],
    ['SELECT lag(a) OVER w AS n FROM item WINDOW w AS (ORDER BY id)', []],
    ['SELECT lag(a) OVER (w ROWS 1 PRECEDING) AS n FROM item WINDOW v AS (), w AS (ORDER BY id)', []],
    ['SELECT first_value(a) FILTER (WHERE a > 0) OVER (ORDER BY id) AS n FROM item', []],
    ['SELECT rank() OVER (PARTITION BY a) AS n, sum(a) OVER () AS s FROM item', []],
    ['SELECT group_concat(a) AS n FROM item', ['group_concat()']],
    ["SELECT group_concat(a, ',' ORDER BY id) AS n FROM item", []],
    ['SELECT json_group_array(a) FILTER (WHERE a > 0) AS n FROM item', ['json_group_array()']],
    ['SELECT json_arrayagg(a) AS n FROM (SELECT a FROM item ORDER BY id) AS o', [], ['json_arrayagg()']],
    ['WITH o AS (SELECT a FROM item ORDER BY id) SELECT group_concat(a) AS n FROM o', [], ['group_concat()']],
    ['WITH o(a) AS MATERIALIZED (SELECT a FROM item) SELECT group_concat(a) AS n FROM o', ['group_concat()']],
    ['SELECT group_concat(a) OVER (ORDER BY id) AS n FROM item', []],
    ['SELECT lead, ntile FROM item', []],
  ])('%s', (sql, found, onMysql = found) => {
    expect(unorderedSql(sql, both.sqlite).map(({ what }) => what)).toEqual(found);
    expect(unorderedSql(sql, both.mysql).map(({ what }) => what)).toEqual(onMysql);
  });
});

describe('something changes', () => {
  test.each<[sql: string, onSqlite: string[], onMysql: string[]]>([
    ['SELECT random() AS r', ['random()'], []],
    ['SELECT RANDOM () AS r', ['random()'], []],
    ['SELECT rand() AS r, uuid() AS u', [], ['rand()', 'uuid()']],
    ['SELECT now() AS n, sysdate() AS s, connection_id() AS c', [], ['now()', 'sysdate()', 'connection_id()']],
    ['SELECT last_insert_rowid() AS r', ['last_insert_rowid()'], []],
    ['SELECT CURRENT_TIMESTAMP AS n', ['CURRENT_TIMESTAMP'], ['CURRENT_TIMESTAMP']],
    ['SELECT current_date AS n', ['CURRENT_DATE'], ['CURRENT_DATE']],
    ['SELECT current_timestamp(6) AS n', [], ['current_timestamp()']],
    ['SELECT localtime AS n', [], ['LOCALTIME']],
    ["SELECT datetime('now') AS n", ["datetime('now')"], []],
    ["SELECT datetime( 'NOW' , '-1 day') AS n", ["datetime('now')"], []],
    ["SELECT strftime('%Y', 'now') AS n", ["strftime('now')"], []],
    ["SELECT strftime('%Y') AS n", ['strftime() of no time'], []],
    ["SELECT strftime('%Y', made) AS n", [], []],
    ['SELECT date() AS n', ['date() of no time'], []],
    ['SELECT date(made) AS n', [], []],
    ["SELECT date('2020-01-01') AS n", [], []],
    ['SELECT unix_timestamp() AS n', [], ['unix_timestamp() of no time']],
    ['SELECT unix_timestamp(made) AS n', [], []],
    [
      'SELECT @n := @n + 1 AS n FROM item, (SELECT @@version AS v) AS s',
      ['@n', '@n', '@@version'],
      ['@n', '@n', '@@version'],
    ],
    ["SELECT datetime(made, 'LocalTime') AS n", ["datetime(…, 'localtime')"], []],
    ["SELECT strftime('%H', made, '+1 day', 'utc') AS n, date(made, '+1 day') AS d", ["strftime(…, 'utc')"], []],
    ["SELECT datetime(made, 'unixepoch', 'utc') AS n", [], []],
    ['SELECT user, version, "a@b" AS c, \'@n\' AS d FROM item', [], []],
    ['SELECT item.random, t.now FROM item', [], []],
    ['SELECT \'random()\' AS a, "now" AS b, `uuid` AS c -- random()', [], []],
    ["SELECT 'it''s', random() AS r", ['random()'], []],
    // To one engine the text ends at its second quote, to the other at the last one.
    ["SELECT '\\', random() AS r, '", ['random()'], []],
    ["SELECT '\\'', rand() AS r", [], ['rand()']],
    ['SELECT 1 # rand()', [], []],
    ['SELECT 5--rand()', [], ['rand()']],
  ])('%s', (sql, onSqlite, onMysql) => {
    expect(changingSql(sql, both.sqlite).map(({ what }) => what)).toEqual(onSqlite);
    expect(changingSql(sql, both.mysql).map(({ what }) => what)).toEqual(onMysql);
  });

  test('it is found where it is', () => {
    const sql = "SELECT 'random()' AS a,\n  random() AS b";
    expect(changingSql(sql, both.sqlite)).toEqual([{ what: 'random()', at: sql.lastIndexOf('random') }]);
  });
});
