import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryProject } from '../project/temporary-project.ts';
import { builtNtom } from '../support/built.ts';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer } from '../support/mariadb/private-server.ts';
import { change } from '../support/migration.ts';
import { sweptFiles, sweptRows } from '../support/stopped/swept-files.ts';

/** Runs a command under a umask, with failpoints. Returns its exit code, or the signal that ended it. */
function ntom(folder: string, umask: string, argv: string, failpoints = ''): number | string | null {
  const command = [process.execPath, join(builtNtom(), 'dist/cli/bin.js'), ...argv.split(' '), '--quiet'];
  const env = { ...process.env, NTOM_FAILPOINTS: failpoints };
  const run = spawnSync('sh', ['-c', 'umask "$1"; shift; exec "$@"', 'sh', umask, ...command], { cwd: folder, env });
  return run.signal ?? run.status;
}

/** Everything in a project but its code has to be for its owner only. Returns its paths, random digits as `…`. */
function requireClosed(folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const data = all
    .map((entry) => ({ path: relative(folder, join(entry.parentPath, entry.name)), isFolder: entry.isDirectory() }))
    .filter(({ path }) => !/^(ntom\.config\.ts|schemas|pipelines)/.test(path));
  const open = data.filter(({ path, isFolder }) => modeOf(join(folder, path)) !== (isFolder ? '700' : '600'));
  expect(open.map(({ path }) => `${modeOf(join(folder, path))} ${path}`)).toEqual([]);
  return data.map(({ path }) => path.replaceAll(/(?<=[-.])[0-9a-f]{8}(?![0-9a-f])/g, '…'));
}

function modeOf(path: string): string {
  return (lstatSync(path).mode & 0o777).toString(8);
}

/** A project with a database of schema 1 that holds rows. */
function projectUnder(umask: string): { folder: string; database: string } {
  const folder = temporaryProject(sweptFiles('swept', 'sqlite:./data'));
  expect(ntom(folder, umask, 'create 1')).toBe(0);
  const database = join(folder, 'data/swept_v1.db');
  change(database, sweptRows(30).join(';'));
  return { folder, database };
}

const umasks = ['000', '022', '077'];

describe.each(umasks)('under the umask %s files have mode 0600 and folders 0700', { timeout: 120_000 }, (umask) => {
  test('of extract, load and migrate', () => {
    const { folder } = projectUnder(umask);
    expect(ntom(folder, umask, 'migrate --to 2')).toBe(0);
    const paths = requireClosed(folder);
    for (const path of ['extracts/v2/manifest.json', 'data/swept_v1.db', 'data/swept_v2.db'])
      expect(paths).toContain(path);
  });

  test('but of schemas and pipelines they are as usual', () => {
    const folder = temporaryProject(sweptFiles('swept', 'sqlite:./data'));
    expect(ntom(folder, umask, 'release 2')).toBe(0);
    expect(modeOf(join(folder, 'schemas/lock.json'))).toBe((0o666 & ~Number.parseInt(umask, 8)).toString(8));
  });
});

describe('under no umask at all', { timeout: 120_000 }, () => {
  test('of rejected rows, and of an extract that is sealed', () => {
    const { folder, database } = projectUnder('000');
    change(database, "UPDATE item SET name = '' WHERE id = 1");
    expect(ntom(folder, '000', 'extract 1to2', 'rejects.publish=kill')).toBe('SIGKILL');
    expect(requireClosed(folder)).toContain('extracts/v2.rejects.partial-…/item.jsonl');
    expect(ntom(folder, '000', 'extract 1to2')).toBe(1);
    expect(requireClosed(folder)).toContain('extracts/v2.rejects/item.jsonl');
    change(database, "UPDATE item SET name = 'Item 1' WHERE id = 1");
    expect(ntom(folder, '000', 'extract 1to2')).toBe(0);
    const part = join(folder, 'extracts/v2/item.csv');
    writeFileSync(part, readFileSync(part, 'utf8').replace('"Item 2"', '"Item II"'));
    expect(ntom(folder, '000', 'seal 2')).toBe(0);
    expect(ntom(folder, '000', 'load 2')).toBe(0);
    expect(requireClosed(folder)).toEqual(expect.arrayContaining(['extracts/v2/item.csv', 'data/swept_v2.db']));
  });

  test('of what is left when a command is killed', () => {
    const { folder } = projectUnder('000');
    // prettier-ignore
    const killed: readonly (readonly [argv: string, at: string, ...left: (string | RegExp)[]])[] = [
      ['extract 1to2', 'part.rename', 'extracts/.v2.lock', 'extracts/v2.partial-…/item.csv.tmp'],
      ['extract 1to2', 'folder.publish', 'extracts/v2.partial-…/item.csv', 'extracts/v2.partial-…/manifest.json'],
      ['rehearse 1to2', 'folder.publish', 'extracts/.rehearsal.lock', 'extracts/.rehearsal-…'],
      ['migrate --to 2', 'rows.remove-part', /^data\/swept_v2\.db\.partial-….+/],
      ['migrate --to 2', 'database.publish', 'data/.swept_v2.db.lock', 'data/swept_v2.db.partial-…'],
    ];
    for (const [argv, at, ...left] of killed) {
      expect(ntom(folder, '000', argv, `${at}=kill`), at).toBe('SIGKILL');
      const paths = requireClosed(folder);
      for (const path of left)
        expect(paths).toContainEqual(typeof path === 'string' ? path : expect.stringMatching(path));
    }
  });

  test('of compiled code, which is run', () => {
    const cache = join(builtNtom(), 'node_modules/.cache/ntom');
    rmSync(cache, { recursive: true, force: true });
    expect(ntom(temporaryProject({}), '000', 'explain ROWS_REJECTED')).toBe(0);
    expect(modeOf(cache)).toBe('700');
  });

  test('of an extract from a server', needsMysql(hasServerBinary, 'no mariadbd'), async () => {
    await using server = await startServer();
    const folder = temporaryProject(sweptFiles('swept', server.url));
    expect(ntom(folder, '000', 'create 1')).toBe(0);
    await server.ask(`USE swept_v1; ${sweptRows(30).join(';')}`);
    expect(ntom(folder, '000', 'migrate --to 2')).toBe(0);
    expect(requireClosed(folder)).toContain('extracts/v2/manifest.json');
  });
});
