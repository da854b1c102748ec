import { describe, expect, test } from 'vitest';
import { columnDefault } from '../../../../src/dialects/mysql/pull/column-default.ts';
import { columnWords } from '../../../../src/dialects/mysql/pull/statement/column-words.ts';
import { tableStatement } from '../../../../src/dialects/mysql/pull/statement/table-statement.ts';
import { bytesOf, textOfBytes } from '../../../../src/dialects/mysql/pull/statement/text-or-bytes.ts';
import { itemsOf, tokensOf, unquotedText } from '../../../../src/dialects/mysql/pull/statement/tokens.ts';

/** As MySQL 8.4 shows a table. */
const mysql8 = [
  'CREATE TABLE `t` (',
  '  `id` bigint unsigned NOT NULL AUTO_INCREMENT,',
  "  `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT 'NOT NULL, (' COMMENT 'DEFAULT '',`x`',",
  "  `b` int DEFAULT '5',",
  '  `c` json DEFAULT (json_object()),',
  '  `d` int GENERATED ALWAYS AS ((`b` * 2)) STORED NOT NULL,',
  '  `e` int DEFAULT NULL /*!80023 INVISIBLE */,',
  '  `f` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,',
  "  `h` varchar(20) DEFAULT (_utf8mb4'abc'),",
  '  `i``(` datetime DEFAULT (now()),',
  '  PRIMARY KEY (`id`),',
  '  UNIQUE KEY `u` (`a`) USING BTREE,',
  '  KEY `lowered` ((lower(`a`))),',
  '  KEY `unseen` (`b`,`e` DESC) /*!80000 INVISIBLE */,',
  '  KEY `plain` (`b`,`e`),',
  '  CONSTRAINT `fk` FOREIGN KEY (`b`,`e`) REFERENCES `o``ther`.`p` (`id`,`x y`) ON DELETE RESTRICT ON UPDATE SET NULL,',
  '  CONSTRAINT `t_chk_1` CHECK ((`b` > 0)),',
  '  CONSTRAINT `t_chk_2` CHECK ((`b` < 9)) /*!80016 NOT ENFORCED */',
  ') ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci',
  '/*!50100 PARTITION BY HASH (`id`)',
  'PARTITIONS 4 */',
].join('\n');

describe('a table as MySQL 8 shows it', () => {
  const statement = tableStatement(mysql8);
  const words = (name: string, type: string) => columnWords(statement.columns.get(name) ?? '', type);

  test('its columns', () => {
    expect([...statement.columns.keys()]).toEqual(['id', 'a', 'b', 'c', 'd', 'e', 'f', 'h', 'i`(']);
    expect(words('id', 'bigint unsigned')).toMatchObject({ isCounted: true, default: null, attributes: [] });
    expect(words('a', 'varchar(10)')).toMatchObject({
      default: "'NOT NULL, ('",
      attributes: ["COMMENT 'DEFAULT '',`x`'"],
      refusesNull: false,
    });
    expect(words('d', 'int')).toMatchObject({
      generated: { expression: '(`b` * 2)', stored: true },
      refusesNull: true,
      default: null,
    });
    expect(words('e', 'int')).toMatchObject({ default: 'NULL', attributes: ['/*!80023 INVISIBLE */'] });
    expect(words('f', 'timestamp')).toMatchObject({
      default: 'CURRENT_TIMESTAMP',
      attributes: ['ON UPDATE CURRENT_TIMESTAMP'],
    });
  });

  test('its defaults', () => {
    const whole = { name: 'c', nullable: true } as const;
    const text = { ...whole, type: { kind: 'text', length: null } } as const;
    expect(columnDefault("'5'", { ...whole, type: { kind: 'int' } })).toEqual({ value: 5 });
    expect(columnDefault("'1'", { ...whole, type: { kind: 'bool' } })).toEqual({ value: true });
    expect(columnDefault("'7'", { ...whole, type: { kind: 'bool' } })).toEqual({ sql: { mysql: "'7'" } });
    expect(columnDefault('0x00FF', { ...whole, type: { kind: 'blob', length: 2 } })).toEqual({
      value: new Uint8Array([0, 255]),
    });
    expect(columnDefault('(json_object())', { ...whole, type: { kind: 'json' } })).toEqual({
      sql: { mysql: 'json_object()' },
    });
    expect(columnDefault("(_utf8mb4'abc')", text)).toEqual({ sql: { mysql: "_utf8mb4'abc'" } });
    expect(columnDefault('(now())', text)).toEqual({ sql: { mysql: '(now())' } });
    expect(columnDefault('NULL', text)).toBeNull();
  });

  test('its keys', () => {
    const keys = statement.keys.map(({ kind, name, words: text, isPlain }) => [kind, name, text, isPlain]);
    expect(keys).toEqual([
      ['PRIMARY', '', '(`id`)', true],
      ['UNIQUE', 'u', '(`a`) USING BTREE', true],
      ['', 'lowered', '((lower(`a`)))', false],
      ['', 'unseen', '(`b`,`e` DESC) /*!80000 INVISIBLE */', false],
      ['', 'plain', '(`b`,`e`)', true],
    ]);
  });

  test('its foreign keys, conditions and options', () => {
    expect(statement.foreignKeys).toEqual([
      {
        name: 'fk',
        columns: ['b', 'e'],
        parentDatabase: 'o`ther',
        parent: 'p',
        parentColumns: ['id', 'x y'],
        actions: 'ON DELETE RESTRICT ON UPDATE SET NULL',
      },
    ]);
    expect(statement.checks).toEqual([
      { name: 't_chk_1', expression: '(`b` > 0)', isEnforced: true },
      { name: 't_chk_2', expression: '(`b` < 9)', isEnforced: false },
    ]);
    expect(statement.options).toMatch(/^ENGINE=InnoDB [^]* 4 \*\/$/);
  });
});

test('brackets, commas and quotes within quotes are none', () => {
  const sql = "a('(', `)`, x) 'it''s \\' ,' /* ( */ b";
  expect(tokensOf(sql).map(({ kind, start, end }) => [kind, sql.slice(start, end)])).toEqual([
    ['word', 'a'],
    ['group', "('(', `)`, x)"],
    ['text', "'it''s \\' ,'"],
    ['comment', '/* ( */'],
    ['word', 'b'],
  ]);
  expect(itemsOf("'a,b', `c,d` (e,f),g")).toEqual(["'a,b'", '`c,d` (e,f)', 'g']);
});

test('a quoted text says what its escapes mean', () => {
  expect(unquotedText("'it''s \\\\ \\n\\0\\''")).toBe("it's \\ \n\0'");
});

test('bytes that are no text survive as text', () => {
  const bytes = Buffer.from([0x61, 0xff, 0xc3, 0xa9, 0xe6, 0x97, 0xf0, 0x9f, 0x98, 0x80, 0x80, 0x00]);
  expect(Buffer.from(bytesOf(textOfBytes(bytes)))).toEqual(bytes);
  expect(textOfBytes(Buffer.from('é😀'))).toBe('é😀');
});
