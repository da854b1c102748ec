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

/** A small schema of everything that a server's settings are known to damage. */
export default schema(
  3,
  {
    parent: table({ code: text(3).primaryKey(), select: int().default(0) }),
    odd: table(
      {
        id: int().primaryKey().autoIncrement(),
        parent: text(3).references('parent.code').nullable(),
        words: text(300),
        long_text: text(60_000),
        amount: decimal(20, 5),
        big: bigint(),
        share: real(),
        flag: bool(),
        kind: enumeration(['a', "b'c", 'd\\e']),
        born: date().nullable(),
        wakes: time(6).nullable(),
        at: datetime(6).nullable(),
        content: json().nullable(),
        key: uuid().nullable(),
        bytes: blob(100).nullable(),
        doubled: int().nullable().generated('id * 2'),
      },
      { unique: [['words']], index: [['at']] },
    ),
  },
  { views: { quoted: 'SELECT words FROM odd WHERE flag = 1' } },
);

/** SQLite's own way of saying it. */
export const matrixRows = [
  `INSERT INTO "parent" (code, "select") VALUES ('a', 1), ('A', 2), ('á', 3), ('a ', 4), ('', 5)`,
  `INSERT INTO odd (id, parent, words, long_text, amount, big, share, flag, kind, born, wakes, at, content, "key", bytes) VALUES
    (0, NULL, '', '', '0.00000', 0, 0.1, 0, 'a', NULL, NULL, NULL, NULL, NULL, NULL),
    (1, 'a', 'NULL', 'NULL', '-123456789012345.67890', 9223372036854775807, -0.0, 1, 'b''c', '0001-01-01', '00:00:00.000000', '0001-01-01 00:00:00.000000', '{"a": 1.0, "a": 2}', '123e4567-e89b-12d3-a456-426614174000', x''),
    (2, 'A', '\\ \\n \\" '' " \`', 'x || y', '999999999999999.99999', -9223372036854775808, 5e-324, 1, 'd\\e', '9999-12-31', '23:59:59.999999', '2024-03-31 02:30:00.123456', '"\\u0000"', NULL, x'00ff1a5c27'),
    (3, 'a ', 'space at the end ', '  ', '0.00001', 9007199254740993, 1.7976931348623157e308, 0, 'a', '2000-02-29', NULL, '1970-01-01 00:00:01.000000', '[]', NULL, NULL),
    (4, 'á', 'naïve 漢字 🦆' || char(10) || char(13) || char(9), char(26) || '%_;--', '1.50000', 1, 0.30000000000000004, 1, 'a', NULL, NULL, '2038-01-19 03:14:08.000001', NULL, NULL, NULL)`,
  // More bytes than one packet of a megabyte, in rows that are smaller.
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
   INSERT INTO odd (id, words, long_text, amount, big, share, flag, kind)
   SELECT 100 + i, 'row ' || i, replace(hex(zeroblob(10000)), '00', '漢🦆'), '0.00000', i, i / 3.0, 0, 'a' FROM n`,
];
