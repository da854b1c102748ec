import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer } from '../support/mariadb/private-server.ts';
import { needs } from '../support/needs.ts';
import { eventsOf } from './events-of.ts';
import { finished, runNtom, startNtom, type Finished } from './run-ntom.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The commands that `init` names, as words. */
function namedCommands({ out }: Finished): readonly (readonly string[])[] {
  const lines = out.slice(out.indexOf('\nnext:\n')).split('\n').slice(2, -1);
  return lines.map((line) => (/^ {2}ntom (.*?)(?: {3}|$)/.exec(line)?.[1] ?? line).split(' '));
}

function makeDatabase(path: string): void {
  const database = new BetterSqlite3(path);
  database.exec(`CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO item VALUES (1, 'Tea')`);
  database.close();
}

/** Pulled, new and checked by commands of their own. */
const known = createProgram().commands.map((command) => command.name());
const missing = ['pull', 'new', 'check'].filter((name) => !known.includes(name));
const ifComplete = needs(missing.length === 0, `the commands ${missing.join(', ')} are not there yet`);

describe('in an empty folder', () => {
  test('the first command makes an empty database of the example, the second the next schema', async () => {
    const folder = temporaryProject({});
    const init = await runNtom(folder, 'init', '--app', 'shop');
    expect(init).toMatchObject({ code: 0, err: '' });
    expect(namedCommands(init)).toEqual([['create', '1'], ['new', '1to2'], ['check']]);
    expect(await runNtom(folder, 'create', '1')).toMatchObject({ code: 0, err: '' });
    expect(await runNtom(folder, 'new', '1to2')).toMatchObject({ code: 0, err: '' });
    expect((await runNtom(folder, 'status')).out).toContain('shop_v1.db');
    expect(readdirSync(folder)).toContain('shop_v1.db');
  });

  test('the three commands work', ifComplete, async () => {
    const folder = temporaryProject({});
    const init = await runNtom(folder, 'init');
    for (const command of namedCommands(init)) {
      const { code, err } = await runNtom(folder, ...command);
      expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
    }
  });

  test('the compiler takes what is written, and pipelines beside it', async () => {
    const folder = temporaryProject({ 'package.json': '{}' });
    await runNtom(folder, 'init');
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(repository, join(folder, 'node_modules/ntom'));
    const typeRoots = [join(repository, 'node_modules/@types')];
    const own = { customConditions: ['ntom-source'], lib: ['esnext'], types: ['node'], typeRoots };
    writeFileSync(join(folder, 'own.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions: own }));
    const v2 = readFileSync(join(folder, 'schemas/v1.ts'), 'utf8').replace('schema(1', 'schema(2');
    writeFileSync(join(folder, 'schemas/v2.ts'), v2);
    const pipeline = (tables: string): string => `import { copy, pipeline } from 'ntom';
      import v1 from '../schemas/v1.ts';
      import v2 from '../schemas/v2.ts';
      export default pipeline(v1, v2, { ${tables} });`;
    const compile = (): string => {
      const tsc = join(repository, 'node_modules/typescript/bin/tsc');
      return execFileSync(process.execPath, [tsc, '-p', 'own.json', '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
      });
    };
    writeFileSync(join(folder, 'pipelines/1to2.ts'), pipeline('task: copy()'));
    expect(compile()).toBe('');
    writeFileSync(join(folder, 'pipelines/1to2.ts'), pipeline(''));
    expect(compile).toThrow(expect.objectContaining({ stdout: expect.stringContaining("Property 'task' is missing") }));
  });
});

describe('in an application that has a database', () => {
  const files = {
    'package.json': '{\n    "name": "web-shop",\n    "main": "index.js"\n}\n',
    'index.js': "require('node:fs');",
    'tsconfig.json': '{ "compilerOptions": { "module": "commonjs" }, "include": ["src"] }',
    'prisma/schema.prisma': '',
  };

  function application(): string {
    const folder = temporaryProject(files);
    makeDatabase(join(folder, 'prisma/dev.db'));
    return folder;
  }

  test('it becomes the database of schema 1', async () => {
    const folder = application();
    const init = await runNtom(folder, 'init');
    expect(init).toMatchObject({ code: 0, err: '' });
    expect(init.out).toContain('web_shop is a project now; its databases are at sqlite:./prisma\n');
    expect(init.out).toContain('prisma/dev.db is the database of schema 1: it is read, and never written\n');
    expect(init.out).toContain('tsconfig.json does not take schemas and pipelines: it needs "allowImporting');
    expect(init.out).toMatch(/^ntom is not installed here: npm install …\/ntom-[\d.]+\.tgz$/m);
    expect(namedCommands(init)).toEqual([['pull', '1'], ['new', '1to2'], ['check']]);
    expect((await runNtom(folder, 'url', '1')).out).toBe(`sqlite:${folder}/prisma/dev.db\n`);
    expect((await runNtom(folder, 'status')).out).toContain('next: ntom pull 1\n');
    expect((await runNtom(folder, 'create', '1')).err).toContain('[TARGET_ADOPTED]');
  });

  test('the three commands work', ifComplete, async () => {
    const folder = application();
    const init = await runNtom(folder, 'init');
    for (const command of namedCommands(init)) {
      const { code, err } = await runNtom(folder, ...command);
      expect({ command, code, err: code === 0 ? '' : err }).toEqual({ command, code: 0, err: '' });
    }
    expect(await runNtom(folder, 'migrate', '--to', '2')).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'prisma')).sort()).toEqual(['dev.db', 'schema.prisma', 'web_shop_v2.db']);
  });

  test('several are named, each with the line for the configuration', async () => {
    const folder = application();
    makeDatabase(join(folder, 'old.db'));
    const { out } = await runNtom(folder, 'init');
    expect(out).toContain("\n  old.db          database: 'sqlite:.', names: { 1: 'old.db' }\n");
    expect(out).toContain("\n  prisma/dev.db   database: 'sqlite:./prisma', names: { 1: 'dev.db' }\n");
    const early = await runNtom(folder, 'pull', '1');
    expect(early).toMatchObject({ code: 2, err: expect.stringContaining('next: ntom status\n') });
    expect((await runNtom(folder, 'status')).out).toContain('or name a database in ntom.config.ts, for ntom pull 1\n');
    const config = join(folder, 'ntom.config.ts');
    const text = readFileSync(config, 'utf8').replace(
      /database: .*(?= \})/,
      "database: 'sqlite:.', names: { 1: 'old.db' }",
    );
    writeFileSync(config, text);
    expect((await runNtom(folder, 'url', '1')).out).toBe(`sqlite:${folder}/old.db\n`);
  });
});

describe('the folder', () => {
  test('may be another, which the commands then name', async () => {
    const folder = temporaryProject({});
    const init = await runNtom(folder, 'init', 'a shop');
    const commands = namedCommands(init).map((words) => words.join(' '));
    expect(commands[0]).toBe("create 1 --project 'a shop'");
    expect(await runNtom(folder, 'create', '1', '--project', 'a shop')).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'a shop'))).toContain('a_shop_v1.db');
    const again = await runNtom(folder, '--project', 'a shop', 'init', '--app', 'x');
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toContain('nothing was changed; application and place are changed in ntom.config.ts itself');
    expect(again.out).toContain("next: ntom status --project 'a shop'\n");
    expect((await runNtom(folder, 'init', 'x', '--project', 'y')).err).toContain('the folder is given twice');
  });

  test('is told to programs with all that was done', async () => {
    const folder = temporaryProject({});
    expect(eventsOf(await runNtom(folder, 'init', '--app', 'shop', '--json')).at(-1)).toMatchObject({
      event: 'done',
      command: 'init',
      directory: folder,
      isNew: true,
      app: 'shop',
      place: 'sqlite:.',
      database: null,
      commands: [{ command: 'ntom create 1' }, { command: 'ntom new 1to2' }, { command: 'ntom check' }],
    });
    expect(eventsOf(await runNtom(folder, 'init', '--json')).at(-1)).toMatchObject({ isNew: false });
  });

  test('is left as it was when something is in the way', async () => {
    const folder = temporaryProject({ schemas: '' });
    const { code, err } = await runNtom(folder, 'init');
    expect(err).toContain('ntom: schemas is a file, where a folder is to be   [INIT_IN_THE_WAY]');
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(['schemas']);
  });

  test('that is no project is told how to become one', async () => {
    const { code, err } = await runNtom(temporaryProject({}), 'status');
    expect(err).toContain('next: ntom init\n');
    expect(code).toBe(64);
  });
});

describe('on a server', { timeout: 120_000, ...needsMysql(hasServerBinary, 'no mariadbd') }, () => {
  test('a database that the application connects to is found, and its password is left where it is', async () => {
    await using server = await startServer();
    await server.ask(`CREATE DATABASE live; CREATE TABLE live.item (id INT PRIMARY KEY) ENGINE = InnoDB;
      CREATE USER app@'127.0.0.1' IDENTIFIED BY 'Xq7secret'; GRANT ALL ON *.* TO app@'127.0.0.1'`);
    const env = `DATABASE_URL=mysql://app:Xq7secret@127.0.0.1:${server.port}/live\n`;
    const folder = temporaryProject({ '.env': env, 'server.js': '' });
    const ntom = (...argv: string[]): Promise<Finished> =>
      finished(startNtom(folder, argv, { HOME: folder, NTOM_MYSQL_PASSWORD: 'Xq7secret' }));
    const init = await ntom('init', '--app', 'shop');
    expect(init).toMatchObject({ code: 0, err: '' });
    expect(init.out).toContain(`live on 127.0.0.1:${server.port} (DATABASE_URL in .env) is the database of schema 1`);
    expect(init.out).toContain('NTOM_MYSQL_PASSWORD');
    expect(init.out).not.toContain('Xq7');
    expect(readFileSync(join(folder, 'ntom.config.ts'), 'utf8')).not.toContain('Xq7');
    expect((await ntom('url', '1')).out).toBe(`mysql://app@127.0.0.1:${server.port}/live\n`);
    expect(eventsOf(await ntom('status', '--json'))[0]).toMatchObject({
      databases: [{ version: 1, label: 'live', problem: null }],
      next: 'ntom pull 1',
    });
  });

  test('a new application has its first database there', async () => {
    await using server = await startServer();
    const folder = temporaryProject({});
    const init = await runNtom(folder, 'init', '--app', 'shop', '--engine', 'mysql');
    expect(init.out).toContain('shop is a project now; its databases are at mysql://localhost:3306\n');
    const config = join(folder, 'ntom.config.ts');
    const text = readFileSync(config, 'utf8').replace('localhost:3306', `root@127.0.0.1:${server.port}`);
    writeFileSync(config, text);
    expect(await runNtom(folder, 'create', '1')).toMatchObject({ code: 0, err: '' });
    expect(await server.ask('SHOW TABLES FROM shop_v1')).toHaveLength(2);
  });
});
