import { mkdirSync, readdirSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { networkFindings } from '../../src/cli/doctor/file-systems.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { int, schema, table } from '../../src/index.ts';
import { importingSources } from '../project/importing-sources.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { change } from '../support/migration.ts';
import { runHere } from '../support/run-here.ts';
import { sweptFiles } from '../support/stopped/swept-files.ts';
import { eventsOf } from './events-of.ts';
import { fakeContext } from './fake-context.ts';
import type { Finished } from './run-ntom.ts';
import { addItems, shopHere } from './shop.ts';

const ntom = (folder: string, ...argv: string[]): Promise<Finished> => runHere(folder, argv);

/** The codes of what was found, with their severities. */
async function found(folder: string, ...argv: string[]): Promise<Readonly<Record<string, string>>> {
  const events = eventsOf(await ntom(folder, 'doctor', '--json', ...argv)) as readonly {
    findings?: readonly { code: string; severity: string }[];
  }[];
  const findings = events.flatMap((event) => event.findings ?? []);
  return Object.fromEntries(findings.map(({ code, severity }) => [code, severity]));
}

describe('on files', () => {
  test('all is well: versions, disks and names are told, nothing is made, and the exit code is 0', async () => {
    const folder = shopHere();
    await ntom(folder, 'create', '1');
    const before = readdirSync(folder, { recursive: true });
    const { code, out, err } = await ntom(folder, 'doctor');
    expect(out).toMatch(/^ {2}ntom +\d+\.\d+\.\d+$/m);
    expect(out).toMatch(/^ {2}Node\.js +\d+\.\d+\.\d+$/m);
    expect(out).toMatch(/^ {2}SQLite +3\.\d+\.\d+$/m);
    expect(out).toMatch(
      /^ {2}databases +\S+\/data: [\d.]+ [kMGT]?B free, upper and lower case (differ|are the same) in names$/m,
    );
    expect(out).toMatch(/\nall is well\n$/);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  test('a newest database that the next extract would refuse is an error, with its cure', async () => {
    const folder = shopHere();
    await ntom(folder, 'create', '1');
    change(join(folder, 'data/shop_v1.db'), 'ALTER TABLE item ADD COLUMN added TEXT');
    const { code, out, err } = await ntom(folder, 'doctor');
    expect(out).toMatch(/^error: shop_v1\.db .*added.* {3}\[SOURCE_STRUCTURE_DIFFERS\]\n {2}\S/m);
    expect(out).toMatch(/\n1 error\n$/);
    expect(err).toContain('ntom: 1 thing will not work here   [DOCTOR_FOUND]\n');
    expect(err).toContain('next: ntom explain SOURCE_STRUCTURE_DIFFERS\n');
    expect(code).toBe(1);
  });

  test('what stands where a lock has to be, and a folder that cannot be made, are errors', async () => {
    const folder = shopHere();
    mkdirSync(join(folder, 'extracts/.v3.lock'), { recursive: true });
    expect(await found(folder)).toEqual({ LOCKING_FAILED: 'error' });
    const other = shopHere({ extracts: 'a file' });
    expect(await found(other)).toEqual({ WRITE_FAILED: 'error', READ_FAILED: 'error' });
  });

  test('what a killed run has left is a warning: the exit code is 0', async () => {
    const folder = shopHere();
    await ntom(folder, 'create', '1');
    writeFileSync(join(folder, 'data/shop_v2.db.partial-00c0ffee'), '');
    const { code, out } = await ntom(folder, 'doctor');
    expect(out).toContain('warning: shop_v2.db.partial-00c0ffee is left of a run that was ended');
    expect(out).toMatch(/\n1 warning\n$/);
    expect(code).toBe(0);
  });

  test('a disk that has no room for the next extract and database is an error', async () => {
    const folder = shopHere();
    await ntom(folder, 'create', '1');
    addItems(folder, 1);
    // Only its size is looked at: nothing is written to the disk for it.
    const { bavail, bsize } = statfsSync(folder);
    truncateSync(join(folder, 'data/shop_v1.db'), Math.ceil((bavail * bsize) / 2 / 4096) * 4096);
    const context = fakeContext({ cwd: folder });
    expect(await run(['doctor'], context)).toBe(1);
    expect(context.out()).toMatch(/ where the next extract and database may take \d+ {3}\[DOCTOR_DISK_SHORT\]$/m);
  });

  test('a network file system is a warning', () => {
    expect(networkFindings('/mnt', 0x6969)).toMatchObject([
      { code: 'DOCTOR_NETWORK_DISK', severity: 'warning', message: '/mnt is on a network file system (nfs)' },
    ]);
    // As a signed number, of which some systems make it.
    expect(networkFindings('/mnt', 0xff534d42 | 0)).toHaveLength(1);
    expect(networkFindings('/mnt', 0xef53)).toEqual([]);
  });
});

describe('on a server', { timeout: 60_000, ...needsMysql(hasServerBinary, 'no mariadbd') }, () => {
  let server: PrivateServer;

  beforeAll(async () => {
    server = await startServer();
    await server.ask("CREATE USER reader@'127.0.0.1'; GRANT SELECT, CREATE ON `sick\\_v%`.* TO reader@'127.0.0.1'");
  }, 60_000);

  afterAll(() => server[Symbol.asyncDispose]());

  const project = (app: string, url: string): string => temporaryProject(importingSources(sweptFiles(app, url)));

  test('versions, user and settings are told, and nothing is made', async () => {
    const folder = project('well', server.url);
    const { code, out } = await ntom(folder, 'doctor');
    for (const name of ['server', 'user', 'connection', 'local_infile', 'lower_case_table_names', 'time_zone'])
      expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(out).toMatch(/^ {2}sql_mode +.*\(ntom's sessions have their own\)$/m);
    expect(code).toBe(0);
    expect(await mysql.versionsAt(server.url, 'well')).toEqual([]);
  });

  test('missing privileges are an error, as a load would have it', async () => {
    const folder = project('sick', `mysql://reader@127.0.0.1:${server.port}`);
    const { code, out } = await ntom(folder, 'doctor');
    expect(out).toMatch(/^error: .*sick_v2__loading.*\[PRIVILEGE_MISSING\]$/m);
    expect(out).toMatch(/INSERT, .*DROP/);
    expect(code).toBe(1);
  });

  test('settings with which a load works worse are warnings, and those with which it does not are errors', async () => {
    const folder = project('set', server.url);
    expect(await found(folder)).not.toHaveProperty('DOCTOR_SETTING_REFUSES');
    await server.ask('SET GLOBAL local_infile = OFF; SET GLOBAL max_allowed_packet = 1048576');
    await server.ask('SET GLOBAL read_only = ON');
    const { code, out } = await ntom(folder, 'doctor');
    await server.ask(
      'SET GLOBAL read_only = OFF; SET GLOBAL local_infile = ON; SET GLOBAL max_allowed_packet = 16777216',
    );
    expect(out).toMatch(/^warning: .* has local_infile = OFF: rows are sent as statements/m);
    expect(out).toMatch(/^warning: .* has max_allowed_packet = 1048576: /m);
    expect(out).toMatch(/^warning: .* has log_bin = OFF: there is no log of changes/m);
    expect(out).toMatch(
      /^error: .* has read_only = ON: nothing can be created, loaded or removed here +\[DOCTOR_SETTING_REFUSES\]$/m,
    );
    expect(code).toBe(1);
  });

  test('a clock that is wrong is a warning', async () => {
    const location = mysql.locate(server.url, 'well', 1);
    const wanted = { location, schema: schema(1, { item: table({ id: int().primaryKey() }) }) };
    const [right, wrong] = [
      await mysql.diagnose({ ...wanted, now: () => Date.now() }),
      await mysql.diagnose({ ...wanted, now: () => Date.now() + 90_000 }),
    ];
    expect(right.findings.filter(({ code }) => code === 'DOCTOR_CLOCK')).toEqual([]);
    const [clock] = wrong.findings.filter(({ code }) => code === 'DOCTOR_CLOCK');
    expect(clock?.message).toMatch(/^the clock of \S+ is (89|90|91) s behind the one here$/);
    expect(clock?.severity).toBe('warning');
  });

  test('a server that does not answer is an error, and the rest is told all the same', async () => {
    const folder = project('gone', 'mysql://root@127.0.0.1:1');
    const { code, out } = await ntom(folder, 'doctor');
    expect(out).toMatch(/^ {2}Node\.js +\d/m);
    expect(out).toMatch(/^error: .*127\.0\.0\.1:1.*\[SERVER_/m);
    expect(code).toBe(1);
  });
});
