import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnDefinition } from '../../../../src/schema/definition.ts';
import { hasServerBinary } from '../../../support/mariadb/binaries.ts';
import { needsMysql } from '../../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../../support/mariadb/private-server.ts';
import { make, makeCopy, pull, schemaOf } from './pulled-copy.ts';

type Said = Partial<Omit<ColumnDefinition, 'declared' | 'attributes' | 'collation'>> & {
  readonly declared?: string;
  readonly attributes?: string;
  readonly collation?: string;
};

const nullable = true;
const text = (length: number | null) => ({ kind: 'text', length }) as const;
const blob = (length: number | null) => ({ kind: 'blob', length }) as const;
const int = { kind: 'int' } as const;
const bool = { kind: 'bool' } as const;

/** How a column is declared, and all that a schema says of it. */
const columns: readonly (readonly [string, Said])[] = [
  ['TINYINT', { type: int, nullable, declared: 'tinyint(4)' }],
  ['SMALLINT UNSIGNED NOT NULL', { type: int, declared: 'smallint(5) unsigned' }],
  ['MEDIUMINT(3) ZEROFILL', { type: int, nullable, declared: 'mediumint(3) unsigned zerofill' }],
  ['INT NOT NULL DEFAULT 7', { type: int, declared: 'int(11)', default: { value: 7 } }],
  ['BIGINT', { type: { kind: 'bigint' }, nullable }],
  ['BIGINT DEFAULT 9223372036854775807', { type: { kind: 'bigint' }, nullable, default: { value: 2n ** 63n - 1n } }],
  [
    'BIGINT UNSIGNED DEFAULT 18446744073709551615',
    {
      type: { kind: 'bigint' },
      nullable,
      declared: 'bigint(20) unsigned',
      default: { sql: { mysql: '18446744073709551615' } },
    },
  ],
  ['TINYINT(1) DEFAULT 1', { type: bool, nullable, declared: 'tinyint(1)', default: { value: true } }],
  ['BOOLEAN NOT NULL', { type: bool, declared: 'tinyint(1)' }],
  ['TINYINT(1) CHECK (c IN (0, 1))', { type: bool, nullable }],
  [
    'TINYINT(1) DEFAULT 2',
    { type: int, nullable, declared: 'tinyint(1)', default: { value: 2 }, attributes: "COMMENT 'ntom: int'" },
  ],
  [
    "TINYINT(1) DEFAULT 2 COMMENT 'it''s a level'",
    {
      type: int,
      nullable,
      declared: 'tinyint(1)',
      default: { value: 2 },
      attributes: "COMMENT 'it''s a level (ntom: int)'",
    },
  ],
  [
    "TINYINT(1) COMMENT 'ntom: int'",
    { type: int, nullable, declared: 'tinyint(1)', attributes: "COMMENT 'ntom: int'" },
  ],
  ['TINYINT(1) UNSIGNED', { type: int, nullable, declared: 'tinyint(1) unsigned' }],
  ["BIT(1) DEFAULT b'1'", { type: bool, nullable, declared: 'bit(1)', default: { value: true } }],
  ["BIT(12) DEFAULT b'101'", { type: int, nullable, declared: 'bit(12)', default: { value: 5 } }],
  ['BIT(64)', { type: { kind: 'bigint' }, nullable, declared: 'bit(64)' }],
  ['YEAR DEFAULT 0', { type: int, nullable, declared: 'year(4)', default: { value: 0 } }],
  [
    'DECIMAL(10,2) DEFAULT 1.5',
    { type: { kind: 'decimal', precision: 10, scale: 2 }, nullable, default: { value: '1.50' } },
  ],
  ['NUMERIC', { type: { kind: 'decimal', precision: 10, scale: 0 }, nullable }],
  [
    'DECIMAL(5) UNSIGNED',
    { type: { kind: 'decimal', precision: 5, scale: 0 }, nullable, declared: 'decimal(5,0) unsigned' },
  ],
  ['FLOAT DEFAULT 0.1', { type: { kind: 'real' }, nullable, declared: 'float', default: { value: 0.1 } }],
  ['DOUBLE DEFAULT -1e300', { type: { kind: 'real' }, nullable, default: { value: -1e300 } }],
  ['DOUBLE(8,3) UNSIGNED', { type: { kind: 'real' }, nullable, declared: 'double(8,3) unsigned' }],
  ["CHAR(3) DEFAULT 'a'", { type: text(3), nullable, declared: 'char(3)', default: { value: 'a' } }],
  ['CHAR(0)', { type: text(null), nullable, declared: 'char(0)' }],
  ["VARCHAR(20) NOT NULL DEFAULT 'it''s \\\\ \\n?'", { type: text(20), default: { value: "it's \\ \n?" } }],
  ["VARCHAR(20) DEFAULT '😀?'", { type: text(20), nullable, default: { value: '😀?' } }],
  ['VARCHAR(20) CHARACTER SET latin1', { type: text(20), nullable, collation: 'latin1_swedish_ci' }],
  ['VARCHAR(20) COLLATE utf8mb4_nopad_bin', { type: text(20), nullable, collation: undefined as never }],
  ["VARCHAR(9) DEFAULT 'NULL'", { type: text(9), nullable, default: { value: 'NULL' } }],
  ['VARCHAR(9) DEFAULT NULL', { type: text(9), nullable }],
  [
    "VARCHAR(50) DEFAULT (concat('a', uuid()))",
    { type: text(50), nullable, default: { sql: { mysql: "concat('a',uuid())" } } },
  ],
  ['VARCHAR(100) COMPRESSED', { type: text(100), nullable, declared: 'varchar(100) /*M!100301 COMPRESSED*/' }],
  ['TINYTEXT', { type: text(null), nullable, declared: 'tinytext' }],
  ["TEXT DEFAULT 'x'", { type: text(null), nullable, declared: 'text', default: { value: 'x' } }],
  ['LONGTEXT', { type: text(null), nullable }],
  ['LONGTEXT CHECK (char_length(c) <= 20000)', { type: text(20000), nullable }],
  ["SET('x','y)z') DEFAULT 'x'", { type: text(null), nullable, declared: "set('x','y)z')", default: { value: 'x' } }],
  [
    "ENUM('b','it''s','c\\\\','d,e') DEFAULT 'd,e'",
    { type: { kind: 'enum', values: ['b', "it's", 'c\\', 'd,e'] }, nullable, default: { value: 'd,e' } },
  ],
  ["ENUM('','a')", { type: text(null), nullable, declared: "enum('','a')" }],
  [
    "BINARY(3) DEFAULT 'a'",
    { type: blob(3), nullable, declared: 'binary(3)', default: { value: new Uint8Array([97, 0, 0]) } },
  ],
  [
    "BLOB DEFAULT 'bl'",
    { type: blob(null), nullable, declared: 'blob', default: { value: new Uint8Array([98, 108]) } },
  ],
  [
    "BLOB DEFAULT x'00ff'",
    { type: blob(null), nullable, declared: 'blob', default: { value: new Uint8Array([0, 255]) } },
  ],
  ["VARBINARY(9) DEFAULT x'00ff'", { type: blob(9), nullable, default: { value: new Uint8Array([0, 255]) } }],
  ['TINYBLOB', { type: blob(null), nullable, declared: 'tinyblob' }],
  ['LONGBLOB', { type: blob(null), nullable }],
  ["DATE DEFAULT '2024-02-29'", { type: { kind: 'date' }, nullable, default: { value: '2024-02-29' } }],
  [
    'DATE DEFAULT (curdate() + interval 1 day)',
    { type: { kind: 'date' }, nullable, default: { sql: { mysql: 'curdate() + interval 1 day' } } },
  ],
  [
    "TIME(3) DEFAULT '-00:00:01'",
    { type: { kind: 'time', precision: 3 }, nullable, default: { value: '-00:00:01.000' } },
  ],
  ['DATETIME', { type: { kind: 'datetime', precision: 0 }, nullable }],
  [
    'DATETIME(6) DEFAULT now(6)',
    { type: { kind: 'datetime', precision: 6 }, nullable, default: { sql: { mysql: 'current_timestamp(6)' } } },
  ],
  [
    'TIMESTAMP NOT NULL DEFAULT now() ON UPDATE now()',
    {
      type: { kind: 'datetime', precision: 0 },
      declared: 'timestamp',
      default: { sql: { mysql: 'current_timestamp()' } },
      attributes: 'ON UPDATE current_timestamp()',
    },
  ],
  ['TIMESTAMP NULL', { type: { kind: 'datetime', precision: 0 }, nullable, declared: 'timestamp' }],
  ["JSON DEFAULT '{}'", { type: { kind: 'json' }, nullable, declared: 'json', default: { value: '{}' } }],
  [
    'LONGTEXT CHARACTER SET latin1 CHECK (json_valid(c))',
    { type: text(null), nullable, collation: 'latin1_swedish_ci' },
  ],
  [
    'UUID DEFAULT uuid()',
    { type: { kind: 'uuid' }, nullable, declared: 'uuid', default: { sql: { mysql: 'uuid()' } } },
  ],
  ["INET6 DEFAULT '::1'", { type: text(null), nullable, declared: 'inet6', default: { value: '::1' } }],
  ['INET4', { type: text(null), nullable, declared: 'inet4' }],
  [
    "INT INVISIBLE COMMENT 'NOT NULL'",
    { type: int, nullable, declared: 'int(11)', attributes: "INVISIBLE COMMENT 'NOT NULL'" },
  ],
  [
    "INT GENERATED ALWAYS AS (id * 2) VIRTUAL COMMENT 'x'",
    {
      type: int,
      nullable,
      declared: 'int(11)',
      generated: { expression: { mysql: '`id` * 2' }, stored: false },
      attributes: "COMMENT 'x'",
    },
  ],
  [
    "VARCHAR(9) AS (concat(id, ')')) PERSISTENT",
    { type: text(9), nullable, generated: { expression: { mysql: "concat(`id`,')')" }, stored: true } },
  ],
];

const perEngine = (words: string | undefined) => (words === undefined ? null : { mysql: words });

function definition(said: Said): ColumnDefinition {
  const isText = said.type?.kind === 'text' || said.type?.kind === 'enum';
  const hasCollation = isText && said.declared?.startsWith('inet') !== true;
  const shared = 'collation' in said ? said.collation : hasCollation ? 'utf8mb4_general_ci' : undefined;
  return {
    name: 'c',
    type: int,
    nullable: false,
    default: null,
    autoIncrement: false,
    generated: null,
    refinement: null,
    privacy: null,
    ...said,
    declared: perEngine(said.declared),
    attributes: perEngine(said.attributes),
    collation: perEngine(shared),
  };
}

const nameOf = (index: number): string => `t${String(index).padStart(2, '0')}`;

describe('a column', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  let found: readonly (readonly [string, ColumnDefinition | undefined])[];

  beforeAll(async () => {
    server = await startServer({ 'character-set-server': 'utf8mb4', 'collation-server': 'utf8mb4_general_ci' });
    const tables = columns.map(
      ([declared], index) => `CREATE TABLE ${nameOf(index)} (id INT PRIMARY KEY, c ${declared})`,
    );
    await make(server, 'columns', tables.join(';\n'));
    const pulled = await pull(server, 'columns');
    expect(pulled.notes).toEqual([]);
    found = columns.map(([declared], index) => [declared, pulled.tables[index]?.columns[1]]);
    await makeCopy(server, 'copy', schemaOf(pulled));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('is said as it is declared', () => {
    expect(found).toEqual(columns.map(([declared, said]) => [declared, definition(said)]));
  });

  test('is the same in a database that is made from it', async () => {
    const copy = await pull(server, 'copy_v1');
    expect(columns.map(([declared], index) => [declared, copy.tables[index]?.columns[1]])).toEqual(found);
  });

  test('leaves no condition that comes with it', async () => {
    const { tables } = await pull(server, 'columns');
    expect(tables.flatMap(({ checks }) => checks)).toEqual([
      { name: expect.any(String) as unknown, expression: { mysql: 'json_valid(`c`)' } },
    ]);
  });
});
