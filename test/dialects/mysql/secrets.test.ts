import { readdirSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finished, startNtom, type Finished } from '../../cli/run-ntom.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { freePort } from '../../support/mariadb/free-port.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';

/** With what option files, URLs and shells treat in their own ways. */
const password = 'Xq7#"sec\'ret\\ @:/%41';
/** In any spelling of it. */
const secret = /Xq7|sec\\*'ret|sec%27ret/;

describe('a password', { timeout: 120_000, ...needsMysql(hasServerBinary, 'no mariadbd') }, () => {
  let server: PrivateServer;
  /** As it is in a place. */
  let address: string;

  beforeAll(async () => {
    server = await startServer();
    address = `127.0.0.1:${server.port}`;
    const text = password.replaceAll(/[\\']/g, '\\$&');
    await server.ask(`CREATE USER app@'127.0.0.1' IDENTIFIED BY '${text}'; GRANT ALL ON *.* TO app@'127.0.0.1'`);
  });

  afterAll(() => server[Symbol.asyncDispose]());

  function project(database: string): string {
    const files = {
      'ntom.config.ts': `import { config } from 'ntom';\nexport default config({ app: 'tfault', database: '${database}' });`,
      'schemas/v3.ts': `import { int, schema, table } from 'ntom';
        export default schema(3, { item: table({ id: int().primaryKey() }) });`,
      'schemas/v4.ts': `import { int, schema, table } from 'ntom';
        export default schema(4, { item: table({ id: int().primaryKey() }) });`,
      'pipelines/3to4.ts': `import { pipeline, sql } from 'ntom';
        import v3 from '../schemas/v3.ts';
        import v4 from '../schemas/v4.ts';
        export default pipeline(v3, v4, {
          item: sql\`SELECT id FROM item\`.map(() => { throw new Error('a bug of the pipeline'); }),
        });`,
    };
    return temporaryProject(files);
  }

  /** Runs a command line, and says that the password is in nothing that it wrote. */
  async function ntom(folder: string, argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const run = await finished(startNtom(folder, argv, { HOME: folder, ...env }));
    expect(run.out, argv.join(' ')).not.toMatch(secret);
    expect(run.err, argv.join(' ')).not.toMatch(secret);
    return run;
  }

  function writtenTo(folder: string): readonly string[] {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.endsWith('.cnf'));
  }

  const optionFile = `[client]\nuser = app\npassword = "${password.replaceAll(/[\\"]/g, '\\$&')}"\n`;

  const ways: readonly {
    what: string;
    place: () => string;
    env: NodeJS.ProcessEnv;
    files: (folder: string) => void;
  }[] = [
    {
      what: 'in the environment',
      place: () => `mysql://app@${address}`,
      env: { NTOM_MYSQL_PASSWORD: password },
      files: () => undefined,
    },
    {
      what: 'in the client option file',
      place: () => `mysql://${address}`,
      env: {},
      files: (folder) => writeFileSync(join(folder, '.my.cnf'), optionFile),
    },
    {
      what: 'in an option file that the place names',
      place: () => `mysql://${address}?defaults-file=secret/own.cnf`,
      env: {},
      files: (folder) => {
        mkdirSync(join(folder, 'secret'));
        writeFileSync(join(folder, 'secret/own.cnf'), optionFile);
      },
    },
  ];

  test.each(ways)('$what works, and is in nothing that is printed or written', async ({ place, env, files }) => {
    const folder = project(place());
    files(folder);
    const steps = [
      ['create', '3'],
      ['extract', '3', '--json'],
      ['load', '3', '--replace', '--json'],
      ['verify', '3'],
      ['status'],
      ['status', '--json'],
      ['url', '3'],
    ];
    for (const step of steps) {
      const { code, err } = await ntom(folder, step, env);
      expect({ step, code, err: code === 0 ? '' : err }).toEqual({ step, code: 0, err: '' });
    }
    await server.ask('INSERT INTO tfault_v3.item VALUES (1)');
    // Failures: of the pipeline, of the source, of the target, of the server.
    const nowhere = place().replace(address, `127.0.0.1:${await freePort()}`);
    const nobody = place().replace(/\/\/(?:app@)?/, '//nobody@');
    const failing = [
      ['extract', '3to4'],
      ['extract', '3to4', '--json'],
      ['extract', '4', '--json'],
      ['load', '3'],
      ['load', '3', '--to', nowhere],
      ['load', '3', '--to', nobody],
      ['load', '3', '--to', nobody, '--json'],
    ];
    for (const argv of failing) expect((await ntom(folder, argv, env)).code, argv.join(' ')).not.toBe(0);
    const written = writtenTo(folder);
    expect(written.some((path) => path.endsWith('manifest.json'))).toBe(true);
    for (const path of written) expect(readFileSync(path, 'latin1'), path).not.toMatch(secret);
    for (const path of written) expect(statSync(path).size).toBeGreaterThan(0);
    await server.ask('DROP DATABASE tfault_v3');
  });

  const inUrl = encodeURIComponent(password);
  test.each([
    { what: 'in a URL', url: () => `mysql://app:${inUrl}@${address}` },
    { what: 'with letters that are not for URLs', url: () => `mysql://app:${password}@${address}` },
    { what: 'in a URL that cannot be read', url: () => `mysql://app:${inUrl}@${address}x` },
    { what: 'in a URL of no engine', url: () => `mysq://app:${inUrl}@${address}` },
    { what: 'in what is no URL', url: () => `app:${password}@${address}` },
    { what: 'as a parameter', url: () => `mysql://app@${address}?password=${inUrl}` },
  ])('$what is refused, and not repeated', async ({ url }) => {
    const folder = project(`mysql://${address}`);
    const configured = project(url().replaceAll('\\', '\\\\').replaceAll("'", "\\'"));
    const runs = [
      ntom(folder, ['load', '3', '--to', url()]),
      ntom(folder, ['extract', '3', '--from', url(), '--json']),
      ntom(folder, ['--defaults-file', 'x.cnf', 'load', '3', '--to', url()]),
      ntom(configured, ['url', '3']),
      ntom(configured, ['create', '3', '--json']),
    ];
    for (const { code } of await Promise.all(runs)) expect([2, 64]).toContain(code);
  });
});
