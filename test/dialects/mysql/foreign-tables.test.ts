import { readFileSync } from 'node:fs';
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
  pipeline,
  real,
  schema,
  sql,
  table,
  text,
  time,
  uuid,
} from 'ntom';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../../src/schema/column.ts';
import type { SchemaDefinition, Value } from '../../../src/schema/definition.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { hasRunningServer, runningServer } from '../../support/mariadb/running-server.ts';
import { partsOf, sessionOn, trip } from './trip.ts';

interface ForeignColumn {
  readonly declared: string;
  readonly column: Column<Value>;
  /** What the application inserted, as SQL, in a session that checks nothing. */
  readonly inserted: readonly string[];
}

/** `cells`: of the CSV, in the order of `inserted`. */
const kept: readonly (ForeignColumn & { readonly cells: readonly string[] })[] = [
  {
    declared: 'BIGINT UNSIGNED',
    column: bigint(),
    inserted: ['9223372036854775807', '0'],
    cells: ['9223372036854775807', '0'],
  },
  { declared: 'INT(5) ZEROFILL', column: int(), inserted: ['42', '4294967295'], cells: ['42', '4294967295'] },
  { declared: 'TINYINT(1)', column: int(), inserted: ['5', '-128'], cells: ['5', '-128'] },
  { declared: 'TINYINT(1)', column: bool(), inserted: ['1', '0'], cells: ['1', '0'] },
  { declared: 'BIT(1)', column: bool(), inserted: ["b'1'", "b'0'"], cells: ['1', '0'] },
  { declared: 'BIT(12)', column: int(), inserted: ["b'101010101010'", "b'0'"], cells: ['2730', '0'] },
  { declared: 'BIT(63)', column: bigint(), inserted: ['9223372036854775807'], cells: ['9223372036854775807'] },
  { declared: 'YEAR', column: int(), inserted: ['1901', '2155', '0'], cells: ['1901', '2155', '0'] },
  { declared: 'FLOAT', column: real(), inserted: ['16777216', '0.1'], cells: ['16777216', '0.10000000149011612'] },
  { declared: 'DOUBLE(10,2)', column: real(), inserted: ['1.5'], cells: ['1.5'] },
  {
    declared: 'DECIMAL(20,0)',
    column: decimal(20, 0),
    inserted: ['-12345678901234567890'],
    cells: ['-12345678901234567890'],
  },
  { declared: 'DECIMAL(8,2) ZEROFILL', column: decimal(8, 2), inserted: ['1.5'], cells: ['1.50'] },
  { declared: "ENUM('b','a')", column: enumeration(['a', 'b']), inserted: ["'a'", '1'], cells: ['"a"', '"b"'] },
  { declared: "ENUM('b','a')", column: text(), inserted: ["'a'", "''"], cells: ['"a"', '""'] },
  { declared: "SET('x','y','z')", column: text(), inserted: ["'z,x'", "''", "'q'"], cells: ['"x,z"', '""', '""'] },
  {
    declared: 'DATE',
    column: date(),
    inserted: ["'0001-01-01'", "'9999-12-31'"],
    cells: ['"0001-01-01"', '"9999-12-31"'],
  },
  {
    declared: 'DATETIME(6)',
    column: datetime(6),
    inserted: ["'2024-03-31 02:30:00.000001'"],
    cells: ['"2024-03-31 02:30:00.000001"'],
  },
  {
    declared: 'TIMESTAMP NULL',
    column: datetime(),
    inserted: ["'2024-01-01 05:00:00'", "'1970-01-01 05:00:01'"],
    cells: ['"2024-01-01 00:00:00"', '"1970-01-01 00:00:01"'],
  },
  { declared: 'TIME(3)', column: time(3), inserted: ["'-838:59:58.999'"], cells: ['"-838:59:58.999"'] },
  {
    declared: 'JSON',
    column: json(),
    inserted: [`'{"a": 12345678901234567890, "b": 1.0, "a": 2}'`],
    cells: ['"{""a"": 12345678901234567890, ""b"": 1.0, ""a"": 2}"'],
  },
  { declared: 'CHAR(5)', column: text(5), inserted: ["'ab  '", "'  '"], cells: ['"ab"', '""'] },
  { declared: 'VARCHAR(5)', column: text(5), inserted: ["'ab  '", "'😀'"], cells: ['"ab  "', '"😀"'] },
  { declared: 'VARCHAR(9) CHARACTER SET latin1', column: text(9), inserted: ["'é€ÿ'"], cells: ['"é€ÿ"'] },
  { declared: 'VARCHAR(9) CHARACTER SET utf8mb3', column: text(9), inserted: ["'漢é'"], cells: ['"漢é"'] },
  { declared: 'VARCHAR(9) CHARACTER SET utf16', column: text(9), inserted: ["'漢😀'"], cells: ['"漢😀"'] },
  { declared: 'VARCHAR(9) CHARACTER SET sjis', column: text(9), inserted: ["'日本'"], cells: ['"日本"'] },
  { declared: 'TINYTEXT', column: text(), inserted: ["'a'"], cells: ['"a"'] },
  { declared: 'BINARY(3)', column: blob(3), inserted: ["'a'", "x'00ff'"], cells: ['"610000"', '"00FF00"'] },
  { declared: 'VARBINARY(3)', column: blob(), inserted: ["x'00ff'", "''"], cells: ['"00FF"', '""'] },
  { declared: 'VARCHAR(9) CHARACTER SET binary', column: blob(), inserted: ["x'c328'"], cells: ['"C328"'] },
  { declared: 'INET6', column: text(), inserted: ["'::1'", "'2001:db8::ff00'"], cells: ['"::1"', '"2001:db8::ff00"'] },
  { declared: 'INET4', column: text(), inserted: ["'10.0.0.1'"], cells: ['"10.0.0.1"'] },
  {
    declared: 'UUID',
    column: uuid(),
    inserted: ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"],
    cells: ['"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"'],
  },
];

/** `reasons`: of the rejected rows, in the order of `inserted`. */
const rejected: readonly (ForeignColumn & { readonly reasons: readonly RegExp[] })[] = [
  {
    declared: 'BIGINT UNSIGNED',
    column: bigint(),
    inserted: ['9223372036854775808', '18446744073709551615'],
    reasons: [/^9223372036854775808 does not fit in 64 bits/, /^18446744073709551615 does not fit in 64 bits/],
  },
  {
    declared: 'BIGINT',
    column: int(),
    inserted: ['9007199254740992'],
    reasons: [/beyond 2\^53: only bigint\(\) holds it/],
  },
  {
    declared: 'BIT(64)',
    column: bigint(),
    inserted: ['18446744073709551615'],
    reasons: [/^18446744073709551615 does not fit/],
  },
  { declared: 'TINYINT(1)', column: bool(), inserted: ['5'], reasons: [/INTEGER 5 is not 0 or 1/] },
  {
    declared: "ENUM('a','b')",
    column: enumeration(['a', 'b']),
    inserted: ["'q'"],
    reasons: [/^ is not one of "a", "b"/],
  },
  {
    declared: 'DATE',
    column: date(),
    inserted: ["'0000-00-00'", "'2024-02-00'", "'2024-00-10'"],
    reasons: [/0000-00-00/, /2024-02-00/, /2024-00-10/],
  },
  {
    declared: 'DATETIME',
    column: datetime(),
    inserted: ["'0000-00-00 00:00:00'", "'2024-00-00 10:00:00'"],
    reasons: [/0000-00-00/, /2024-00-00/],
  },
  { declared: 'TIMESTAMP NULL', column: datetime(), inserted: ["'0000-00-00 00:00:00'"], reasons: [/0000-00-00/] },
  { declared: 'LONGTEXT', column: json(), inserted: ["'{'", "''"], reasons: [/^\{ is not JSON/, /^ is not JSON/] },
  { declared: 'CHAR(36)', column: uuid(), inserted: ["'none'"], reasons: [/none/] },
  { declared: 'VARCHAR(9)', column: text(3), inserted: ["'abcd'"], reasons: [/^abcd has 4 characters, at most 3/] },
  { declared: 'DECIMAL(10,3)', column: decimal(10, 2), inserted: ['1.505'], reasons: [/1\.505/] },
  { declared: 'DATETIME(6)', column: datetime(3), inserted: ["'2024-01-01 00:00:00.123456'"], reasons: [/123456/] },
];

const nameOf = (index: number): string => `t${String(index).padStart(2, '0')}`;

function describing(columns: readonly ForeignColumn[]): SchemaDefinition {
  const tables = columns.map(
    ({ column }, index) => [nameOf(index), table({ id: int().primaryKey(), value: column.nullable() })] as const,
  );
  return schema(1, Object.fromEntries(tables));
}

/** As an application that sets no mode, in a time zone of its own, would have made them. */
async function make(database: string, columns: readonly ForeignColumn[]): Promise<void> {
  await using session = await sessionOn(runningServer);
  await session.ask(`CREATE DATABASE ${database}; USE ${database}; SET sql_mode = '', time_zone = '+05:00'`);
  for (const [index, { declared, inserted }] of columns.entries()) {
    const rows = [...inserted, 'NULL'].map((value, row) => `(${row}, ${value})`);
    await session.ask(`CREATE TABLE ${nameOf(index)} (id INT NOT NULL PRIMARY KEY, value ${declared})`);
    await session.ask(`INSERT INTO ${nameOf(index)} VALUES ${rows.join(', ')}`);
  }
}

describe("a table of the server's own", needsMysql(hasRunningServer, 'no MariaDB on 127.0.0.1:3306'), () => {
  test('every type arrives as it is', { timeout: 60_000 }, async () => {
    const { at, extract, load } = trip('tround_kept');
    await make('tround_kept_a_v1', kept);
    const described = describing(kept);
    const manifest = await extract('mysql', 'a', described, 'one');
    const parts = partsOf(at('one'), manifest);
    const found = kept.map(({ declared }, index) => {
      const text = Buffer.from(parts[`${nameOf(index)}.csv`] ?? '', 'latin1').toString('utf8');
      return [
        declared,
        text
          .split('\n')
          .slice(1, -1)
          .map((line) => line.slice(line.indexOf(',') + 1)),
      ];
    });
    expect(found).toEqual(kept.map(({ declared, cells }) => [declared, [...cells, 'NULL']]));
    await load('one', 'sqlite', 'b', described);
    expect((await extract('sqlite', 'b', described, 'two')).contentId).toBe(manifest.contentId);
    await load('two', 'mysql', 'c', described);
    expect((await extract('mysql', 'c', described, 'three')).contentId).toBe(manifest.contentId);
  });

  test('what no extract can hold is a rejected row with its reason', async () => {
    const { at, extract } = trip('tround_rejected');
    await make('tround_rejected_a_v1', rejected);
    await expect(extract('mysql', 'a', describing(rejected), 'one')).rejects.toMatchObject({ code: 'ROWS_REJECTED' });
    for (const [index, { declared, reasons }] of rejected.entries()) {
      const lines = readFileSync(`${at('one')}.rejects/${nameOf(index)}.jsonl`, 'utf8')
        .trimEnd()
        .split('\n');
      const found = lines.map(reasonIn);
      expect(found, declared).toEqual(reasons.map((reason) => expect.stringMatching(reason) as unknown));
    }
  });

  test.each(['POINT', 'LINESTRING', 'GEOMETRY'])(
    'a column of type %s is refused before a row is read',
    async (declared) => {
      const { extract } = trip('tround_type');
      const columns = [{ declared, column: text(), inserted: [] }];
      await make('tround_type_a_v1', columns);
      await expect(extract('mysql', 'a', describing(columns), 'one')).rejects.toMatchObject({
        code: 'SOURCE_STRUCTURE_DIFFERS',
        message: expect.stringContaining(
          `t00.value: it is declared ${declared.toLowerCase()}, where text is due`,
        ) as unknown,
      });
    },
  );

  const numbered = schema(1, { t00: table({ id: int().primaryKey(), value: int().nullable() }) });
  const next = schema(2, { t00: table({ id: int().primaryKey(), value: int().nullable() }) });

  test.each([
    ['twice', 'SELECT id, value, value FROM t00', /value/],
    ['twice, once as another one', 'SELECT id, value, id AS value FROM t00', /value/],
    ['with a name that JavaScript keeps for itself', 'SELECT id, value, 7 AS `__proto__` FROM t00', /__proto__/],
  ])('a query that returns a column %s is refused', async (_, query, named) => {
    const { extract } = trip('tround_twice');
    await make('tround_twice_a_v1', [{ declared: 'INT', column: int(), inserted: ['1'] }]);
    for (const made of [
      sql({ mysql: query }),
      sql<{ id: number; value: number }>({ mysql: query }).map(({ id, value }) => ({ id, value })),
    ]) {
      await expect(
        extract('mysql', 'a', pipeline(numbered, next, { t00: made as never }), 'one'),
      ).rejects.toMatchObject({
        code: 'PIPELINE_COLUMNS',
        message: expect.stringMatching(named) as unknown,
      });
    }
  });

  test('a column of a table with such a name is named, not passed over', async () => {
    const { extract } = trip('tround_proto');
    await make('tround_proto_a_v1', []);
    await using session = await sessionOn(runningServer, 'tround_proto_a_v1');
    await session.ask('CREATE TABLE t00 (id INT NOT NULL PRIMARY KEY, value INT, `__proto__` INT)');
    await expect(extract('mysql', 'a', numbered, 'one')).rejects.toMatchObject({
      code: 'SOURCE_STRUCTURE_DIFFERS',
      message: expect.stringContaining('column t00.__proto__ is in the database, but not in the schema') as unknown,
    });
  });
});

/** Of a line of rejects: what is wrong, and with which value. */
function reasonIn(line: string): string {
  const { problems } = JSON.parse(line) as { problems: readonly { message: string; value: unknown }[] };
  return problems.map(({ message, value }) => `${String(value)} ${message}`).join('; ');
}
