import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import type { Finished } from '../../cli/run-ntom.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { runHere } from '../../support/run-here.ts';

const index = fileURLToPath(new URL('../../../src/index.ts', import.meta.url));
const page = readFileSync(new URL('../../../docs/servers.md', import.meta.url), 'utf8');

/** By command, the privileges that the page says it needs, for a schema with views and triggers. */
const documented = new Map<string, Set<string>>();
for (const [, commands = '', privileges = '', on] of page.matchAll(/^-- ([a-z, -]+).*\nGRANT (.+) ON (\S+) TO /gm)) {
  expect(on).toBe('`app\\_v%`.*');
  for (const command of commands.split(', ')) {
    const known = documented.get(command) ?? new Set();
    for (const privilege of privileges.split(', ')) known.add(privilege);
    documented.set(command, known);
  }
}

const privilegesOf = (command: string): readonly string[] => [...(documented.get(command) ?? [])];

interface Case {
  readonly argv: readonly string[];
  /** Whether schema 2 has its database before. */
  readonly hasSecond?: boolean;
  /** What it needs besides, by its name on the page. What is missing of the rest is seen without. */
  readonly also?: string;
}

const commands: Readonly<Record<string, Case>> = {
  extract: { argv: ['extract', '1to2'] },
  create: { argv: ['create', '2'] },
  load: { argv: ['load', '2'] },
  'load, replacing': { argv: ['load', '2', '--replace'], hasSecond: true, also: 'load --replace' },
  verify: { argv: ['verify', '2'], hasSecond: true },
  status: { argv: ['status'] },
  migrate: { argv: ['migrate'] },
};

/** A schema with everything that may take a privilege. */
const shopSchema = (version: number): string => `
  import { int, schema, table, text } from 'ntom';
  export default schema(
    ${version},
    {
      item: table({ id: int().primaryKey().autoIncrement(), name: text(40) }, { unique: [['name']], index: [['name', 'id']] }),
      sale: table({ id: int().primaryKey(), item: int().references('item.id') }),
    },
    {
      views: { sold: { sqlite: 'SELECT 1 AS one', mysql: 'SELECT item.name FROM sale JOIN item ON item.id = sale.item' } },
      triggers: { trimmed: { sqlite: 'SELECT 1', mysql: 'CREATE TRIGGER trimmed BEFORE INSERT ON item FOR EACH ROW SET NEW.name = trim(NEW.name)' } },
    },
  );`;

const files = (port: number) => ({
  'ntom.config.ts': `
    import { config } from 'ntom';
    export default config({ app: 'shop', database: 'mysql://127.0.0.1:${port}' });`,
  'schemas/v1.ts': shopSchema(1),
  'schemas/v2.ts': shopSchema(2),
  'pipelines/1to2.ts': `
    import { copy, pipeline } from 'ntom';
    import v1 from '../schemas/v1.ts';
    import v2 from '../schemas/v2.ts';
    export default pipeline(v1, v2, { item: copy(), sale: copy() });`,
});

describe('as a user with the documented privileges', needsMysql(hasServerBinary, 'no mariadbd'), () => {
  let server: PrivateServer;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ntom-privileges-')));
    for (const [path, text] of Object.entries(files(server.port))) write(path, text);
    expect(await ntomAs('root', 'create', '1')).toMatchObject({ code: 0 });
    await server.ask(`INSERT INTO shop_v1.item VALUES (1, 'a'), (2, 'b'); INSERT INTO shop_v1.sale VALUES (1, 2)`);
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server[Symbol.asyncDispose]();
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll(`'ntom'`, `'${index}'`));
  }

  function ntom(...argv: string[]): Promise<Finished> {
    return runHere(folder, argv, [mysql.locate(server.url, 'shop', 1)]);
  }

  function ntomAs(user: string, ...argv: string[]): Promise<Finished> {
    write(`${user}.cnf`, `[client]\nuser = ${user}\n`);
    return ntom(...argv, '--defaults-file', `${user}.cnf`);
  }

  /** What there is besides the user. */
  async function everything(): Promise<unknown> {
    const tables = await server.ask(
      `SELECT table_schema, table_name, table_type, create_time FROM information_schema.tables
        WHERE table_schema LIKE 'shop%' ORDER BY 1, 2`,
    );
    const manifest = readFileSync(join(folder, 'extracts/v2/manifest.json'), 'utf8');
    return {
      tables,
      databases: await server.ask(`SHOW DATABASES`),
      extracts: readdirSync(join(folder, 'extracts')),
      manifest,
    };
  }

  /** The user, and what the command finds: the database of schema 1, its extract, and perhaps the database of schema 2. */
  async function prepare(user: string, privileges: readonly string[], hasSecond = false): Promise<void> {
    await server.ask(`DROP DATABASE IF EXISTS shop_v2; DROP DATABASE IF EXISTS shop_v2__loading`);
    await server.ask(`DROP USER IF EXISTS ${user}; CREATE USER ${user}`);
    if (privileges.length > 0) await server.ask(`GRANT ${privileges.join(', ')} ON \`shop\\_v%\`.* TO ${user}`);
    expect(await ntomAs('root', 'extract', '1to2')).toMatchObject({ code: 0 });
    if (hasSecond) expect(await ntomAs('root', 'load', '2')).toMatchObject({ code: 0 });
  }

  test('the page has them for every command', () => {
    expect([...documented.keys()].toSorted()).toEqual([
      'create',
      'extract',
      'load',
      'load --replace',
      'migrate',
      'status',
      'verify',
    ]);
  });

  for (const [name, { argv, hasSecond, also }] of Object.entries(commands)) {
    const privileges = [argv[0] ?? '', also ?? ''].flatMap(privilegesOf);
    const tried = name === 'status' ? [] : also === undefined ? privileges : privilegesOf(also);

    describe(name, () => {
      test('works', async () => {
        await prepare('tpriv_all', privileges, hasSecond);
        const { code, out, err } = await ntomAs('tpriv_all', ...argv);
        expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('[') });
        if (name === 'status') expect(out).toContain('shop_v1');
        expect(await server.ask(`SHOW DATABASES LIKE 'shop%\\_\\_%'`)).toEqual([]);
      });

      test.each(tried)('without %s says so, and nothing has begun', async (missing) => {
        const fewer = privileges.filter((privilege) => privilege !== missing);
        await prepare('tpriv_fewer', fewer, hasSecond);
        const before = await everything();
        const { code, err } = await ntomAs('tpriv_fewer', ...argv);
        const says = new RegExp(`user tpriv_fewer@% lacks ${missing} on shop_v\\d\\S* +\\[PRIVILEGE_MISSING\\]`);
        expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(says) });
        const madeAnExtract = name === 'migrate' && missing !== 'SELECT' ? { manifest: expect.any(String) } : {};
        expect(await everything()).toEqual({ ...(before as object), ...madeAnExtract });
      });
    });
  }

  test('without SELECT, status sees no databases', async () => {
    await prepare('tpriv_none', []);
    expect(await ntomAs('tpriv_none', 'status')).toMatchObject({
      code: 0,
      out: expect.stringContaining('databases: none'),
    });
    expect((await ntomAs('tpriv_none', 'extract', '1to2')).err).toContain('user tpriv_none@% lacks SELECT on shop_v1 ');
  });

  test('where a binary log does not trust triggers, SUPER is named', async () => {
    await using logging = await startServer({ 'log-bin': 'binary', 'server-id': 1 });
    await logging.ask(
      `CREATE USER tpriv_log; GRANT ${privilegesOf('load').join(', ')} ON \`shop\\_v%\`.* TO tpriv_log`,
    );
    await prepare('tpriv_unused', []);
    const load = () => ntom('load', '2', '--to', logging.url.replace('root', 'tpriv_log'));
    expect((await load()).err).toContain('user tpriv_log@% lacks SUPER (the server does not trust triggers');
    expect(await logging.ask(`SHOW DATABASES LIKE 'shop%'`)).toEqual([]);
    await logging.ask('SET GLOBAL log_bin_trust_function_creators = 1');
    expect(await load()).toMatchObject({ code: 0 });
  });

  test('everything that is missing is named at once, and a role counts', async () => {
    await prepare('tpriv_role', ['INSERT', 'CREATE']);
    expect((await ntomAs('tpriv_role', 'load', '2')).err).toContain(
      'user tpriv_role@% lacks DROP, ALTER, SELECT, DELETE, CREATE VIEW, TRIGGER on shop_v2__loading',
    );
    await server.ask(
      `CREATE ROLE loader; GRANT SELECT, DELETE, DROP, ALTER, CREATE VIEW, TRIGGER ON \`shop\\_v%\`.* TO loader;
       GRANT loader TO tpriv_role; SET DEFAULT ROLE loader FOR tpriv_role`,
    );
    expect(await ntomAs('tpriv_role', 'load', '2')).toMatchObject({ code: 0 });
  });

  test('SELECT on each table will do, and one without it is named', async () => {
    await prepare('tpriv_tables', []);
    for (const table of ['item', 'ntom_schema']) await server.ask(`GRANT SELECT ON shop_v1.${table} TO tpriv_tables`);
    await server.ask(`GRANT INSERT ON shop_v1.sale TO tpriv_tables`);
    const refused = await ntomAs('tpriv_tables', 'extract', '1to2');
    expect(refused.err).toContain('user tpriv_tables@% lacks SELECT on shop_v1.sale');
    await server.ask(`GRANT SELECT ON shop_v1.sale TO tpriv_tables`);
    expect(await ntomAs('tpriv_tables', 'extract', '1to2')).toMatchObject({ code: 0 });
  });

  test('--defaults-file has user and password, and every next command names it', async () => {
    await prepare('tpriv_pw', privilegesOf('extract'));
    await server.ask(`ALTER USER tpriv_pw IDENTIFIED BY 'open "sesame" #1'`);
    expect((await ntomAs('tpriv_pw', 'status')).err).toContain('[SERVER_REFUSED_ACCESS]');
    expect((await ntom('status', '--defaults-file', 'none.cnf')).err).toContain('[OPTION_FILE_UNREADABLE]');
    write('pw.cnf', `[client]\nuser = tpriv_pw\npassword = 'open "sesame" #1'\n`);
    const status = await ntom('status', '--defaults-file', 'pw.cnf');
    expect(status).toMatchObject({ code: 0, out: expect.stringContaining('shop_v1') });
    const extract = await ntom('--defaults-file', join(folder, 'pw.cnf'), 'extract', '1to2');
    expect(extract.out).toContain(`next: ntom load 2 --defaults-file ${join(folder, 'pw.cnf')}`);
    expect(JSON.stringify([status, extract])).not.toContain('sesame');
  });
});
