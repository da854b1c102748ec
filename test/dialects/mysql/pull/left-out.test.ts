import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSchema } from '../../../../src/authoring/pull/as-schema.ts';
import type { Pulled } from '../../../../src/dialects/pulled.ts';
import { hasServerBinary } from '../../../support/mariadb/binaries.ts';
import { needsMysql } from '../../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../../support/mariadb/private-server.ts';
import { make, makeCopy, pull, schemaOf } from './pulled-copy.ts';

interface LeftOut {
  readonly what: string;
  readonly script: string;
  /** The messages of all findings. */
  readonly notes: readonly string[];
}

const cases: readonly LeftOut[] = [
  {
    what: 'a column of a type that no schema has, and what is of it',
    script: `CREATE TABLE t (id INT PRIMARY KEY, g POINT NOT NULL, x DOUBLE AS (ST_X(g)), CHECK (ST_X(g) > 0), SPATIAL KEY g (g));
      CREATE VIEW v AS SELECT ST_AsText(g) AS g FROM t;
      CREATE VIEW w AS SELECT count(*) AS n FROM v;
      CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.g = POINT(1, 1)`,
    notes: [
      'the column t.g is not in the schema: no column holds point: extract refuses the table until leftOut names the column',
      'the column t.x is not in the schema: it is computed from what is not: extract refuses the table until leftOut names the column',
      'the index g of t is not in the schema: a column of it is not',
      'the check st_x(`g`) > 0 of t is not in the schema: it is of what is not',
      'the view v is not in the schema: it uses the column t.g, which is not',
      'the view w is not in the schema: it uses the view v, which is not',
      'the trigger tr is not in the schema: it uses t.g, which is not',
    ],
  },
  {
    what: 'a decimal with more digits behind the point than a schema has',
    script: 'CREATE TABLE t (id INT PRIMARY KEY, d DECIMAL(38,38))',
    notes: [
      'the column t.d is not in the schema: no column holds decimal(38,38): extract refuses the table until leftOut names the column',
    ],
  },
  {
    what: 'a table of nothing else, and what refers to it',
    script: `CREATE TABLE t (d DECIMAL(38,38) PRIMARY KEY, e DECIMAL(38,38) AS (d)); CREATE TABLE u (id INT PRIMARY KEY, d DECIMAL(38,38),
      CONSTRAINT f FOREIGN KEY (d) REFERENCES t (d)); CREATE VIEW v AS SELECT 1 AS x FROM t`,
    notes: [
      'the column t.d is not in the schema: no column holds decimal(38,38): extract refuses the table until leftOut names the column',
      'the column t.e is not in the schema: no column holds decimal(38,38): extract refuses the table until leftOut names the column',
      'the primary key of t is not in the schema: a column of it is not',
      'the column u.d is not in the schema: no column holds decimal(38,38): extract refuses the table until leftOut names the column',
      'the index f of u is not in the schema: a column of it is not',
      'the table t is not in the schema: no column of it is',
      'the foreign key f of u is not in the schema: it refers to t, which is not',
      'the view v is not in the schema: it uses the table t, which is not',
    ],
  },
  {
    what: 'numbers that no signed integer of 64 bits holds',
    script: `CREATE TABLE t (id INT PRIMARY KEY, b BIGINT UNSIGNED, c BIT(64), d BIGINT UNSIGNED);
      INSERT INTO t VALUES (1, 18446744073709551615, 1, 9223372036854775807), (2, 0, b'${'1'.repeat(64)}', NULL)`,
    notes: [
      'a value such as 18446744073709551615 of t.b is not in the schema: no column holds more than 9223372036854775807, and extract will refuse the row',
      'a value such as 18446744073709551615 of t.c is not in the schema: no column holds more than 9223372036854775807, and extract will refuse the row',
    ],
  },
  {
    what: 'the value of an enumeration that is none',
    script: `CREATE TABLE t (id INT PRIMARY KEY, e ENUM('a','b'), f ENUM('','b')); SET sql_mode = ''; INSERT INTO t VALUES (1, 'q', ''), (2, 'a', NULL)`,
    notes: [
      "the value '' of t.e is not in the schema: the enumeration does not have it, and extract will refuse the row",
    ],
  },
  {
    what: 'a value of an enumeration that the server does not show',
    script: `CREATE TABLE t (id INT PRIMARY KEY, e ENUM('😀','b'))`,
    notes: [
      "a character beyond U+FFFF of enum('?','b') of t.e, if there is one, is not in the schema: the server shows a question mark for it",
    ],
  },
  {
    what: 'digits that are no truth values',
    script: `CREATE TABLE t (id INT PRIMARY KEY, a TINYINT(1), b TINYINT(1) COMMENT 'x', c TINYINT(1));
      INSERT INTO t VALUES (1, 0, -1, 1), (2, 9, 1, 0), (3, NULL, NULL, NULL)`,
    notes: [
      't.a is declared tinyint(1), but holds 0 to 9: taken as int()',
      't.b is declared tinyint(1), but holds -1 to 1: taken as int()',
    ],
  },
  {
    what: 'a date that is none',
    script: `SET sql_mode = ''; CREATE TABLE t (id INT PRIMARY KEY, d DATE DEFAULT '0000-00-00', e DATETIME NOT NULL DEFAULT '2024-00-01')`,
    notes: [
      "the default '0000-00-00' of t.d is not in the schema: a session in strict mode refuses it",
      "the default '2024-00-01 00:00:00' of t.e is not in the schema: a session in strict mode refuses it",
    ],
  },
  {
    what: 'values of days that are none',
    script: `SET sql_mode = 'ALLOW_INVALID_DATES'; CREATE TABLE t (id INT PRIMARY KEY, d DATE, e DATETIME(6), f TIMESTAMP NULL, g DATE, h DATETIME);
      INSERT INTO t VALUES (1, '2024-02-29', '9999-12-31 23:59:59.999999', '2024-02-29 00:00:00', '2024-02-30', '0001-01-01'),
        (2, '2024-00-01', '0000-01-01 00:00:00.5', 0, NULL, NULL), (3, 0, NULL, NULL, '2024-12-31', '2024-02-29')`,
    notes: [
      "a value such as '0000-00-00' of t.d is not in the schema: it is no day of the calendar, and extract will refuse the row",
      "a value such as '0000-01-01 00:00:00.500000' of t.e is not in the schema: it is no day of the calendar, and extract will refuse the row",
      "a value such as '0000-00-00 00:00:00' of t.f is not in the schema: it is no day of the calendar, and extract will refuse the row",
      "a value such as '2024-02-30' of t.g is not in the schema: it is no day of the calendar, and extract will refuse the row",
    ],
  },
  {
    what: 'a trigger that uses what is not',
    script: `CREATE TABLE t (id INT PRIMARY KEY); CREATE FUNCTION twice(x INT) RETURNS INT RETURN 2 * x;
      CREATE PROCEDURE note() SELECT 1 INTO @noted;
      CREATE TRIGGER b BEFORE UPDATE ON t FOR EACH ROW SET NEW.id = twice (OLD.id);
      CREATE TRIGGER c BEFORE DELETE ON t FOR EACH ROW CALL note;
      CREATE TRIGGER d BEFORE DELETE ON t FOR EACH ROW SET @twice = 'note'`,
    notes: [
      'the function twice is not in the schema: a schema has tables, views and triggers',
      'the procedure note is not in the schema: a schema has tables, views and triggers',
      'the trigger c is not in the schema: it uses the procedure note, which is not',
      'the trigger b is not in the schema: it uses the function twice, which is not',
    ],
  },
  {
    what: 'a counter that is not the primary key',
    script: `CREATE TABLE t (id INT AUTO_INCREMENT, r INT, PRIMARY KEY (id, r)); CREATE TABLE u (id INT AUTO_INCREMENT UNIQUE);
      CREATE TABLE v (id DOUBLE AUTO_INCREMENT PRIMARY KEY)`,
    notes: [
      'AUTO_INCREMENT of t.id is not in the schema: the column is not the primary key by itself',
      'AUTO_INCREMENT of u.id is not in the schema: the column is not the primary key by itself',
      'AUTO_INCREMENT of v.id is not in the schema: the column holds no integers',
    ],
  },
  {
    what: 'a primary key by the beginnings of texts, or in descending order',
    script:
      'CREATE TABLE t (a VARCHAR(20), b TEXT, PRIMARY KEY (a, b(5))); CREATE TABLE u (a INT, b INT, PRIMARY KEY (a, b DESC))',
    notes: [
      'the primary key (`a`,`b`(5)) of t is not in the schema: it is of the beginnings of texts; extract will refuse',
      'the order of the primary key of u is not in the schema: (`a`,`b` DESC)',
    ],
  },
  {
    what: 'references that a schema cannot make',
    script: `CREATE TABLE p (id INT PRIMARY KEY, a INT, b INT, KEY (a), UNIQUE KEY (a, b)) ;
      CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, CONSTRAINT f1 FOREIGN KEY (a) REFERENCES p (a),
        CONSTRAINT f2 FOREIGN KEY (a) REFERENCES elsewhere.p (id), CONSTRAINT f3 FOREIGN KEY (a, b) REFERENCES p (a, b));
      SET foreign_key_checks = 0; CREATE TABLE u (id INT PRIMARY KEY, CONSTRAINT f4 FOREIGN KEY (id) REFERENCES gone (id));
      CREATE TABLE w (c VARCHAR(9) COLLATE utf8mb4_bin PRIMARY KEY);
      CREATE TABLE x (c VARCHAR(9) COLLATE utf8mb4_general_ci, CONSTRAINT f5 FOREIGN KEY (c) REFERENCES y (c));
      CREATE TABLE y (c VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY)`,
    notes: [
      'the foreign key f1 of t is not in the schema: it refers to p (a), which is no whole primary or unique key',
      'the foreign key f2 of t is not in the schema: it refers to another database, elsewhere',
      'the foreign key f4 of u is not in the schema: it refers to gone, which is not',
    ],
  },
  {
    what: 'what is no table, view or trigger',
    script: `CREATE SEQUENCE s; CREATE TABLE t (id INT PRIMARY KEY DEFAULT (nextval(s))); CREATE TABLE v (id INT) WITH SYSTEM VERSIONING;
      CREATE FUNCTION f() RETURNS INT RETURN 1; CREATE PROCEDURE p() SELECT 1; CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1;
      CREATE VIEW of_f AS SELECT f() AS x; CREATE VIEW of_v AS SELECT id FROM v`,
    notes: [
      'the default nextval(`app`.`s`) of t.id is not in the schema: it names the database',
      'the sequence s is not in the schema: a schema has tables, views and triggers',
      'the system versioned table v is not in the schema: a schema has tables, views and triggers',
      'the function f is not in the schema: a schema has tables, views and triggers',
      'the procedure p is not in the schema: a schema has tables, views and triggers',
      'the event e is not in the schema: a schema has tables, views and triggers',
      'the view of_f is not in the schema: it uses the function f, which is not',
      'the view of_v is not in the schema: it uses the system versioned table v, which is not',
    ],
  },
  {
    what: 'a table of another engine',
    script: 'CREATE TABLE t (id INT PRIMARY KEY) ENGINE = MyISAM',
    notes: ['the engine MyISAM of t is not in the schema: an extract reads InnoDB tables only'],
  },
  {
    what: 'views that read elsewhere, read nothing any more, or are more than a SELECT',
    script: `CREATE TABLE t (id INT PRIMARY KEY); CREATE TABLE gone (id INT); CREATE VIEW a AS SELECT id FROM gone; DROP TABLE gone;
      CREATE VIEW b AS SELECT p.id FROM elsewhere.p AS p; CREATE ALGORITHM = TEMPTABLE SQL SECURITY INVOKER VIEW c AS SELECT id FROM t;
      CREATE VIEW d AS SELECT app.id FROM t AS app`,
    notes: [
      "the view a is not in the schema: View 'app.a' references invalid table(s) or column(s) or function(s) or definer/invoker of view lack rights to use them",
      'the view b is not in the schema: it names the database elsewhere',
      'ALGORITHM=TEMPTABLE of the view c is not in the schema: a view is its SELECT',
      'SQL SECURITY INVOKER of the view c is not in the schema: a view is its SELECT',
    ],
  },
  {
    what: 'triggers that mean something else in another session or database',
    script: `CREATE TABLE t (id INT PRIMARY KEY, s TEXT);
      CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW UPDATE app.t SET s = 1;
      CREATE TRIGGER b BEFORE INSERT ON t FOR EACH ROW SET NEW.s = 'app';
      SET sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES'; CREATE TRIGGER c BEFORE INSERT ON t FOR EACH ROW SET NEW."s" = 1;
      SET sql_mode = ''; CREATE TRIGGER d BEFORE INSERT ON t FOR EACH ROW SET NEW.s = 2`,
    notes: [
      'the trigger a is not in the schema: it names the database app',
      'the trigger c is not in the schema: it is written in the sql_mode ANSI_QUOTES',
      "the sql_mode '' of the trigger d is not in the schema: it is made in a strict mode, where it fails instead of changing values",
    ],
  },
];

describe('what a schema cannot say', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;

  beforeAll(async () => {
    server = await startServer({ 'character-set-server': 'utf8mb4', 'sql-mode': 'STRICT_TRANS_TABLES' });
    await make(server, 'elsewhere', 'CREATE TABLE p (id INT PRIMARY KEY)');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const pulledFrom = async (script: string): Promise<Pulled> => {
    await server.ask('DROP DATABASE IF EXISTS app');
    await make(server, 'app', script);
    return pull(server, 'app');
  };

  test.each(cases)('$what: each has its note', async ({ script, notes }) => {
    const pulled = await pulledFrom(script);
    expect(pulled.notes.map(({ finding }) => finding.message)).toEqual(notes);
    await server.ask('DROP DATABASE IF EXISTS copy_v1');
    await makeCopy(server, 'copy', schemaOf(pulled));
    expect(asSchema(1, await pull(server, 'copy_v1')).content).toEqual(asSchema(1, pulled).content);
  });

  test('tables that are left out are told by name', async () => {
    const { beyond } = await pulledFrom(
      'CREATE SEQUENCE s; CREATE TABLE t (d DECIMAL(38,38)); CREATE VIEW v AS SELECT 1',
    );
    expect(beyond).toEqual(['s', 't']);
  });

  test('a note says of which table and column it is, and how grave', async () => {
    const { notes } = await pulledFrom(`CREATE TABLE t (id INT PRIMARY KEY, g POINT, b TINYINT(1));
      INSERT INTO t VALUES (1, NULL, 2); CREATE PROCEDURE p() SELECT 1`);
    expect(notes.map(({ table, column, finding }) => [table, column, finding.code, finding.severity])).toEqual([
      ['t', 'b', 'PULL_DATA_DIFFERS', 'warning'],
      ['t', 'g', 'PULL_NOT_EXPRESSED', 'error'],
      [null, null, 'PULL_NOT_EXPRESSED', 'error'],
    ]);
  });
});
