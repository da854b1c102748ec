import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProgram } from '../../../src/cli/program.ts';
import { run } from '../../../src/cli/run.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { fakeContext } from '../../cli/fake-context.ts';
import type { Finished } from '../../cli/run-ntom.ts';
import { importingSources } from '../../project/importing-sources.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { sourceFiles, sourceText } from '../../support/source-tree.ts';
import { runBuilt } from '../../support/stopped/run-built.ts';
import { sweptFiles, sweptRows } from '../../support/stopped/swept-files.ts';

const password = 'Xq7secret';
const app = 'tsecret';

/** Every command, in an order in which each finds what it needs. */
const commandLines = [
  'init beside --app other --engine mysql',
  'create 1',
  'status',
  'url 1',
  'explain ROWS_REJECTED',
  'completion bash',
  'diff 1 2',
  'check',
  'release 1',
  'pull 1 --print',
  'rehearse 1to2',
  'extract 1to2',
  'seal 2',
  'load 2',
  'verify 2',
  'rollback-report 2',
  'prune --dry-run',
  'doctor',
  'fixture 2 --name small',
  'migrate --to 2',
  'report 2',
  'new 2to1',
];

/** These ask no server; `report` says what is not known without. */
const withoutServer = /^(init|report|url|explain|completion|diff|release|seal|new) /;

describe('the password', { timeout: 120_000, ...needsMysql(hasServerBinary, 'no mariadbd') }, () => {
  let server: PrivateServer;
  let place: string;

  beforeAll(async () => {
    server = await startServer();
    place = `mysql://app@127.0.0.1:${server.port}`;
    await server.ask(`CREATE USER app@'127.0.0.1' IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO app@'127.0.0.1'`);
  });

  afterAll(() => server[Symbol.asyncDispose]());

  beforeEach(() => void vi.stubEnv('NTOM_MYSQL_PASSWORD', password));

  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.ask(`DROP DATABASE IF EXISTS ${app}_v1; DROP DATABASE IF EXISTS ${app}_v2`);
  });

  /** With the file of another program beside it, which has the password in it. */
  function project(): string {
    const files = importingSources(sweptFiles(app, place));
    const config = files['ntom.config.ts'] ?? '';
    const imports = JSON.stringify([fileURLToPath(new URL('../../../src/index.ts', import.meta.url))]);
    const allowing = config.replace('database:', `imports: ${imports}, database:`);
    const folder = temporaryProject({ ...files, 'ntom.config.ts': allowing });
    mkdirSync(join(folder, 'beside'));
    writeFileSync(join(folder, 'beside/.env'), `DATABASE_URL=${place.replace('app', `app:${password}`)}/other\n`);
    return folder;
  }

  /** Runs a command line here, and says that the password is in nothing that it wrote. */
  async function ntom(cwd: string, line: string, options: readonly string[]): Promise<Finished> {
    const context = fakeContext({ cwd });
    const code = await run([...line.split(' '), ...options], context);
    requireSilent(line, context.out() + context.err());
    return { code, out: context.out(), err: context.err() };
  }

  function requireSilent(what: string, told: string): void {
    expect(told, what).not.toContain('Xq7');
  }

  function requireSilentFiles(folder: string): void {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const written = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.endsWith('.env'));
    expect(written.some((path) => path.endsWith('beside/ntom.config.ts'))).toBe(true);
    for (const path of written) requireSilent(path, readFileSync(path, 'latin1'));
  }

  test('no command is forgotten here', () => {
    const names = new Set(commandLines.map((line) => line.split(' ')[0]));
    expect(names).toEqual(new Set(createProgram().commands.map((command) => command.name())));
  });

  test.each([{ options: [] }, { options: ['--json'] }])(
    'is in nothing that any command tells or writes: $options',
    async ({ options }) => {
      const folder = project();
      for (const line of commandLines) {
        const { code, out, err } = await ntom(folder, line, options);
        expect({ line, code, told: code === 0 ? '' : out + err }).toEqual({ line, code: 0, told: '' });
        if (line === 'create 1') await server.ask(`USE ${app}_v1; ${sweptRows(5).join(';')}`);
      }
      requireSilentFiles(folder);
    },
  );

  test.each([{ options: [] }, { options: ['--json'] }])(
    'is not repeated where it is wrong: $options',
    async ({ options }) => {
      vi.stubEnv('NTOM_MYSQL_PASSWORD', 'Xq7wrong');
      const folder = project();
      for (const line of commandLines.filter((each) => !withoutServer.test(each))) {
        const { code, out, err } = await ntom(folder, line, options);
        // To `check` and `doctor` it is a finding.
        expect({ line, code }).toEqual({ line, code: line === 'check' || line === 'doctor' ? 1 : 2 });
        expect(out + err).toMatch(/SERVER_REFUSED_ACCESS|EXTRACT_MISSING/);
      }
      expect(await ntom(folder, 'report 1to2', options)).toMatchObject({ code: 0 });
      const page = readFileSync(join(folder, '.ntom/reports/1to2.html'), 'utf8');
      expect(page).toContain('what databases there are is not known');
      requireSilent('the page of the report', page);
    },
  );

  test.each([
    { what: 'where it is taken for the rest of a port', user: 'app:41' },
    { what: 'where it is taken for the rest of a name', user: 'app' },
  ])('is not repeated behind a /, ? or #, $what', async ({ user }) => {
    for (const mark of ['/', '?', '#', '/?', '?#']) {
      const url = `mysql://${user}${mark}${password}@127.0.0.1:${server.port}`;
      const files = importingSources(sweptFiles(app, url));
      const [configured, other] = [temporaryProject(files), project()];
      const runs = [
        ntom(configured, 'status', []),
        ntom(configured, 'create 1', ['--json']),
        ntom(configured, 'url 1', ['--defaults-file', 'x.cnf']),
        ntom(other, 'extract 1', ['--from', url]),
        ntom(other, 'pull 1', ['--from', url, '--defaults-file', 'x.cnf']),
      ];
      for (const { code, out, err } of await Promise.all(runs)) {
        expect(code).toBe(64);
        expect(out + err).toContain('PLACE_INVALID');
        expect(out + err).not.toContain('app:');
      }
    }
  });

  test('is not repeated as the name of a parameter', async () => {
    const { code, err } = await ntom(project(), 'extract 1', ['--from', `${place}?${password}`]);
    expect({ code, err }).toEqual({ code: 64, err: expect.stringContaining('a parameter that is none of') as string });
  });

  test('is in no crash, and in no error of the server or the disk', async () => {
    const folder = temporaryProject(sweptFiles(app, place));
    for (const argv of [
      ['create', '1'],
      ['extract', '1to2'],
    ])
      expect((await runBuilt(folder, argv)).code).toBe(0);
    // prettier-ignore
    const failing: readonly (readonly [failpoint: string, says: RegExp, ...argv: string[]])[] = [
      ['parts.begin=throw', /this is a bug of ntom[^]*\n +Error: failpoint parts\.begin\n +at /, 'load', '2'],
      ['parts.begin=throw', /"code":"BUG".*"stack":"Error: failpoint parts\.begin\\n/, 'load', '2', '--json'],
      ['parts.commit=EIO', /SERVER_FAILED/, 'load', '2'],
      ['parts.commit=ENOSPC', /SERVER_FAILED/, 'load', '2', '--json'],
      ['part.write=ENOSPC', /WRITE_FAILED/, 'extract', '1to2'],
    ];
    await server.ask(`USE ${app}_v1; ${sweptRows(5).join(';')}`);
    expect((await runBuilt(folder, ['extract', '1to2'])).code).toBe(0);
    for (const [failpoint, says, ...argv] of failing) {
      const { code, out, err } = await runBuilt(folder, argv, failpoint);
      expect(code, failpoint).toBe(2);
      expect(out + err).toMatch(says);
      requireSilent(failpoint, out + err);
    }
  });

  test('is in no error with all that caused it, and not in what a thread is told of a database', async () => {
    vi.stubEnv('NTOM_MYSQL_PASSWORD', 'Xq7wrong');
    const location = mysql.locate(place, app, 1);
    const thrown: unknown = await mysql.openSource(location).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'SERVER_REFUSED_ACCESS' });
    const everything = { depth: Infinity, showHidden: true, getters: true };
    for (const told of [thrown, location, location.data]) requireSilent('inspect', inspect(told, everything));
  });
});

test('the password is read where a session is opened, and nowhere else', () => {
  const reading = sourceFiles().filter((file) => /NTOM_MYSQL_PASSWORD'\]|clientOptions\(/.test(sourceText(file)));
  expect(reading).toEqual(['dialects/mysql/connection/option-file.ts', 'dialects/mysql/open.ts']);
});
