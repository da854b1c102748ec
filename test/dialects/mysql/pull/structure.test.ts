import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSchema } from '../../../../src/authoring/pull/as-schema.ts';
import { withChecksAtColumns } from '../../../../src/dialects/mysql/pull/checks-at-columns.ts';
import { columnWords } from '../../../../src/dialects/mysql/pull/statement/column-words.ts';
import { tableStatement } from '../../../../src/dialects/mysql/pull/statement/table-statement.ts';
import type { Pulled } from '../../../../src/dialects/pulled.ts';
import { bigint, bool, int, json, schema, table, text } from '../../../../src/index.ts';
import type { TableDefinition } from '../../../../src/schema/definition.ts';
import { hasServerBinary } from '../../../support/mariadb/binaries.ts';
import { needsMysql } from '../../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../../support/mariadb/private-server.ts';
import { declarations, make, makeCopy, pull, schemaOf } from './pulled-copy.ts';

describe('a database of MariaDB', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;

  beforeAll(async () => void (server = await startServer({ 'character-set-server': 'utf8mb4' })));
  afterAll(() => server[Symbol.asyncDispose]());

  /** What is pulled from a database of that script; the same is pulled from a copy, which the server declares alike. */
  const pulledFrom = async (script: string): Promise<Pulled> => {
    await server.ask('DROP DATABASE IF EXISTS app; DROP DATABASE IF EXISTS copy_v1');
    await make(server, 'app', script);
    const pulled = await pull(server, 'app');
    await makeCopy(server, 'copy', schemaOf(pulled));
    expect(asSchema(1, await pull(server, 'copy_v1')).content).toEqual(asSchema(1, pulled).content);
    expect(await declarations(server, 'copy_v1')).toEqual(await declarations(server, 'app'));
    return pulled;
  };
  const tableOf = async (script: string): Promise<TableDefinition | undefined> =>
    (await pulledFrom(script)).tables.at(-1);

  test('keys of whole columns are lists, the others statements', async () => {
    const { tables, indexes, notes } = await pulledFrom(`CREATE TABLE t (
      id INT NOT NULL, a VARCHAR(99), b INT, c TEXT, d INT, PRIMARY KEY (id, b), UNIQUE KEY z (b, a), UNIQUE KEY y (d), KEY x (a),
      KEY \`a\`\`(\` (d, b), KEY down (b DESC, d), KEY start (c(10)), UNIQUE KEY u_start (a(3), b), FULLTEXT KEY words (c),
      KEY old (d) IGNORED, KEY told (d) COMMENT 'a, (b)', UNIQUE KEY hashed (c))`);
    expect(tables[0]).toMatchObject({
      primaryKey: ['id', 'b'],
      uniques: [
        { name: 'y', columns: ['d'] },
        { name: 'z', columns: ['b', 'a'] },
      ],
      indexes: [
        { name: 'a`(', columns: ['d', 'b'] },
        { name: 'x', columns: ['a'] },
      ],
    });
    expect(indexes).toEqual(
      [
        ['down', 'CREATE INDEX `down` ON `t` (`b` DESC,`d`)'],
        ['hashed', 'CREATE UNIQUE INDEX `hashed` ON `t` (`c`) USING HASH'],
        ['old', 'CREATE INDEX `old` ON `t` (`d`) IGNORED'],
        ['start', 'CREATE INDEX `start` ON `t` (`c`(10))'],
        ['told', "CREATE INDEX `told` ON `t` (`d`) COMMENT 'a, (b)'"],
        ['u_start', 'CREATE UNIQUE INDEX `u_start` ON `t` (`a`(3),`b`)'],
        ['words', 'CREATE FULLTEXT INDEX `words` ON `t` (`c`)'],
      ].map(([name, sql]) => ({ name, sql: { mysql: sql } })),
    );
    expect(notes).toEqual([]);
  });

  test('an index that a foreign key brings is left out only if it comes again', async () => {
    const keys =
      await tableOf(`CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, c INT, d INT,
      CONSTRAINT made FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id),
      KEY own (c), CONSTRAINT own FOREIGN KEY (c) REFERENCES p (id), KEY own_and_more (c, d), KEY of_d (d),
      CONSTRAINT covered FOREIGN KEY (d) REFERENCES p (id))`);
    expect(keys?.indexes.map(({ name }) => name)).toEqual(['b', 'of_d', 'own', 'own_and_more']);
    expect(keys?.foreignKeys.map(({ name }) => name)).toEqual(['covered', 'made', 'own', 't_ibfk_1']);
  });

  test('foreign keys are composite, of their own table, in circles, and act', async () => {
    const { tables } = await pulledFrom(`SET foreign_key_checks = 0;
      CREATE TABLE a (x INT, y INT, b INT, PRIMARY KEY (x, y), UNIQUE KEY u (y, x), up INT, upy INT,
        CONSTRAINT selfish FOREIGN KEY (up, upy) REFERENCES a (y, x) ON DELETE SET NULL ON UPDATE CASCADE,
        CONSTRAINT to_b FOREIGN KEY (b) REFERENCES b (id) ON DELETE CASCADE);
      CREATE TABLE b (id INT PRIMARY KEY, x INT, y INT,
        CONSTRAINT to_a FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE RESTRICT ON UPDATE NO ACTION)`);
    const actions = (table: TableDefinition | undefined) =>
      table?.foreignKeys.map((key) => [key.name, key.columns, key.parentColumns, key.onDelete, key.onUpdate]);
    expect(actions(tables[0])).toEqual([
      ['selfish', ['up', 'upy'], ['y', 'x'], 'set null', 'cascade'],
      ['to_b', ['b'], ['id'], 'cascade', 'no action'],
    ]);
    expect(actions(tables[1])).toEqual([['to_a', ['x', 'y'], ['x', 'y'], 'no action', 'no action']]);
  });

  test('numbers of counters, and what refers to them, are numbers of JavaScript; other wide ones are bigints', async () => {
    const { tables } = await pulledFrom(`
      CREATE TABLE a (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, size BIGINT);
      CREATE TABLE b (id BIGINT UNSIGNED PRIMARY KEY, CONSTRAINT b_a FOREIGN KEY (id) REFERENCES a (id));
      CREATE TABLE c (b_id BIGINT UNSIGNED, CONSTRAINT c_b FOREIGN KEY (b_id) REFERENCES b (id));
      CREATE TABLE d (id BIGINT PRIMARY KEY, up BIGINT, CONSTRAINT d_d FOREIGN KEY (up) REFERENCES d (id));
      CREATE TABLE e (id BIGINT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 9007199254740993`);
    const kinds = tables.flatMap(({ name, columns }) =>
      columns.map((each) => `${name}.${each.name} ${each.type.kind}`),
    );
    expect(kinds.join()).toBe('a.id int,a.size bigint,b.id int,c.b_id int,d.id bigint,d.up bigint,e.id bigint');
    expect(tables.at(-1)?.attributes).toEqual({ mysql: 'AUTO_INCREMENT=9007199254740993' });
  });

  test('one digit in a key is a number', async () => {
    const { tables } = await pulledFrom(`CREATE TABLE p (id TINYINT(1) AUTO_INCREMENT PRIMARY KEY);
      CREATE TABLE t (id TINYINT(1), is_it TINYINT(1), CONSTRAINT t_p FOREIGN KEY (id) REFERENCES p (id))`);
    expect(tables.flatMap(({ columns }) => columns.map(({ type }) => type.kind))).toEqual(['int', 'int', 'bool']);
  });

  test('checks that nobody named are numbered; those of columns come first', async () => {
    const checks =
      await tableOf(`CREATE TABLE t (id INT PRIMARY KEY, a INT CHECK (a > 0), s VARCHAR(20) CHECK (s <> 'it''s )'),
      CHECK (a > 1), CONSTRAINT own CHECK (a in (1, 2) and s like '%x'), CHECK (a < 9))`);
    expect(checks?.checks).toEqual(
      [
        ['t_check_1', '`a` > 0'],
        ['t_check_2', "`s` <> 'it\\'s )'"],
        ['t_check_3', '`a` > 1'],
        ['own', "`a` in (1,2) and `s` like '%x'"],
        ['t_check_5', '`a` < 9'],
      ].map(([name, expression]) => ({ name, expression: { mysql: expression } })),
    );
  });

  test('options of a table are kept, its counter is data', async () => {
    const { tables } = await pulledFrom(`
      CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 77 ROW_FORMAT = COMPRESSED COMMENT = 'it''s, (x) ENGINE=';
      CREATE TABLE b (id INT PRIMARY KEY) COLLATE latin1_bin;
      CREATE TABLE c (id INT PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)`);
    expect(tables[0]?.attributes).toEqual({ mysql: "ROW_FORMAT=COMPRESSED COMMENT='it''s, (x) ENGINE='" });
    expect(tables[1]?.attributes).toBeNull();
    expect(tables[2]?.attributes).toMatchObject({ mysql: expect.stringMatching(/^PARTITION BY RANGE/) as unknown });
  });

  test('views come behind what they read, without the name of the database', async () => {
    const { views } = await pulledFrom(`CREATE TABLE t (id INT PRIMARY KEY, \`x y\` TEXT);
      CREATE VIEW c AS SELECT id AS n, '😀 \`app\`' AS s FROM app.t WHERE \`x y\` LIKE '%' WITH CASCADED CHECK OPTION;
      CREATE VIEW b AS SELECT c.n FROM c JOIN app.t AS u ON u.id = c.n; CREATE VIEW a (x) AS SELECT max(n) FROM b;
      CREATE VIEW d AS SELECT app.id FROM t AS app`);
    expect(views.map(({ name }) => name)).toEqual(['c', 'b', 'a', 'd']);
    expect(views[0]?.sql).toEqual({
      mysql: "select `t`.`id` AS `n`,'😀 `app`' AS `s` from `t` where `t`.`x y` like '%' WITH CASCADED CHECK OPTION",
    });
    expect(views[2]?.sql).toEqual({ mysql: 'select max(`b`.`n`) AS `x` from `b`' });
  });

  test('triggers are whole statements, in the order in which they act', async () => {
    const { triggers } =
      await pulledFrom(`CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(99)); CREATE TABLE log (s TEXT);
      CREATE TRIGGER z BEFORE INSERT ON app.t FOR EACH ROW SET NEW.s = concat(NEW.s, '?😀');
      CREATE DEFINER = root@localhost TRIGGER \`a b\` BEFORE INSERT ON t FOR EACH ROW FOLLOWS z BEGIN
        SET NEW.s = concat(NEW.s, '2'); INSERT INTO log VALUES (NEW.s); END;
      CREATE TRIGGER m BEFORE INSERT ON t FOR EACH ROW PRECEDES z SET NEW.s = '0';
      CREATE TRIGGER l AFTER DELETE ON log FOR EACH ROW DELETE FROM t`);
    expect(triggers.map(({ name }) => name)).toEqual(['l', 'm', 'z', 'a b']);
    expect(triggers[2]?.sql).toEqual({
      mysql: "CREATE TRIGGER `z` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.s = concat(NEW.s, '?😀')",
    });
    await server.ask('USE copy_v1; INSERT INTO t VALUES (1, 9)');
    expect(await server.ask('SELECT s FROM copy_v1.t UNION ALL SELECT s FROM copy_v1.log')).toEqual([
      { s: '0?😀2' },
      { s: '0?😀2' },
    ]);
  });

  test('names are any, and tables come in their order by code point', async () => {
    const { tables } =
      await pulledFrom(`CREATE TABLE \`sel\`\`ect\` (\`a.b\` INT PRIMARY KEY, \`from\` INT, \`x y\` INT, \`Ünï\` INT,
        \`日本\` INT, \`per%\` INT, \`quote'"\` INT, \`(\` INT AS (\`x y\` + \`from\`), KEY \`key\` (\`x y\`, \`日本\`), CHECK (\`per%\` > 0));
      CREATE TABLE B (id INT PRIMARY KEY, r INT, CONSTRAINT \`f k\` FOREIGN KEY (r) REFERENCES \`sel\`\`ect\` (\`a.b\`));
      CREATE TABLE \`ä ö\` (id INT PRIMARY KEY); CREATE TABLE a (id INT PRIMARY KEY)`);
    expect(tables.map(({ name }) => name)).toEqual(['B', 'a', 'sel`ect', 'ä ö']);
    expect(tables[2]?.columns.map(({ name }) => name).join()).toBe('a.b,from,x y,Ünï,日本,per%,quote\'",(');
  });

  test('names that differ in case only are told as they are', async () => {
    await server.ask('DROP DATABASE IF EXISTS app');
    await make(
      server,
      'app',
      'CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY i (a)); CREATE TABLE T (id INT PRIMARY KEY, a INT, KEY I (a))',
    );
    const { tables, notes } = await pull(server, 'app');
    expect(tables.map(({ name, indexes }) => [name, indexes[0]?.name])).toEqual([
      ['T', 'I'],
      ['t', 'i'],
    ]);
    expect(notes).toEqual([]);
  });

  test('what ntom made is pulled as it was said', async () => {
    const made = schema(1, {
      t: table({
        id: int().primaryKey().autoIncrement(),
        is: bool().default(false),
        big: bigint().nullable(),
        long: text(20_000).default('x').unique(),
        short: text(20).index().check("short <> ''"),
        up: int().nullable().references('t.id', { onDelete: 'set null' }),
        free: json().nullable(),
      }),
    });
    await server.ask('DROP DATABASE IF EXISTS copy_v1');
    await makeCopy(server, 'copy', made);
    const pulled = schemaOf(await pull(server, 'copy_v1'));
    const [due] = made.tables;
    expect(pulled.tables).toEqual([
      {
        ...due,
        columns: due?.columns.map((each) =>
          each.name === 'free' ? { ...each, type: { kind: 'text', length: null } } : each,
        ),
        uniques: [],
        checks: [{ name: 't_check_1', expression: { mysql: "`short` <> ''" } }],
      },
    ]);
  });

  test('who may not see triggers is told so', async () => {
    await server.ask('DROP DATABASE IF EXISTS app');
    await make(
      server,
      'app',
      'CREATE TABLE t (id INT PRIMARY KEY); CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @x = 1',
    );
    await server.ask("CREATE USER reader@'%'; GRANT SELECT ON app.* TO reader@'%'");
    const url = server.url.replace('root@', 'reader@');
    const messages = async () => (await pull({ url }, 'app')).notes.map(({ finding }) => finding.message);
    expect(await messages()).toEqual([
      'a trigger, if there is one, is not in the schema: this user may not see any: the privilege is TRIGGER',
    ]);
    // Of two patterns that fit, the server takes the closer one.
    await server.ask("GRANT TRIGGER ON `a%`.* TO reader@'%'");
    expect(await messages()).toHaveLength(1);
    await server.ask("REVOKE SELECT ON app.* FROM reader@'%'; GRANT SELECT ON `a%`.* TO reader@'%'");
    expect(await messages()).toEqual([]);
    expect((await pull({ url }, 'app')).triggers).toHaveLength(1);
  });
});

test('the check that ntom adds to a column is put back to it where the server shows it elsewhere', () => {
  const statement = tableStatement(
    [
      'CREATE TABLE `t` (\n  `b` tinyint(1) NOT NULL,\n  `l` longtext NOT NULL,',
      '  CONSTRAINT `t_chk_1` CHECK ((`b` in (0,1))),\n  CONSTRAINT `t_chk_2` CHECK ((char_length(`l`) <= 20000)),',
      '  CONSTRAINT `t_chk_3` CHECK ((`b` > 0)),\n  CONSTRAINT `own` CHECK ((`b` in (0,1)))\n) ENGINE=InnoDB',
    ].join('\n'),
  );
  const columns = [
    ['b', 'tinyint(1)'],
    ['l', 'longtext'],
  ].map(([name = '', declaredType = '']) => ({
    name,
    declaredType,
    nullable: false,
    collation: null,
    words: columnWords(statement.columns.get(name) ?? '', declaredType),
  }));
  const facts = withChecksAtColumns({ name: 't', engine: 'InnoDB', nextNumber: null, columns, statement });
  expect(facts.columns.map(({ words }) => words.check)).toEqual(['(`b` in (0,1))', '(char_length(`l`) <= 20000)']);
  expect(facts.statement.checks.map(({ name }) => name)).toEqual(['t_chk_3', 'own']);
});
