import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { lockPath } from '../../src/dialects/path-lock.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { importingSources } from '../project/importing-sources.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { eventsOf } from './events-of.ts';
import { fakeContext } from './fake-context.ts';
import type { Finished } from './run-ntom.ts';

interface Pruned {
  readonly folder: string;
  readonly locate: (version: number) => DatabaseLocation;
  readonly versions: () => Promise<readonly number[]>;
  readonly ntom: (...argv: string[]) => Promise<Finished>;
}

const schemaText = (version: number): string => `
  import { int, schema, table, text } from 'ntom';
  export default schema(${version}, {
    item: table({ id: int().primaryKey(), note: text(20) }),
    part: table({ item_id: int().primaryKey().references('item.id') }),
  }, { views: { item_view: 'SELECT id FROM item' } });`;

const pipelineText = (from: number): string => `
  import { copy, pipeline } from 'ntom';
  import from from '../schemas/v${from}.ts';
  import to from '../schemas/v${from + 1}.ts';
  export default pipeline(from, to, { item: copy(), part: copy() });`;

/** An application with databases of four versions, each loaded from the one before; and an extract of the first. */
async function fourVersions(engine: TestEngine, answer?: string, isTTY = false): Promise<Pruned> {
  const folder = temporaryProject({});
  const { url, app } = await engine.place(join(folder, 'data'));
  const files = importingSources({
    'ntom.config.ts': `
      import { config } from 'ntom';
      export default config({ app: '${app}', database: '${url.replace(folder, '.')}' });`,
    ...Object.fromEntries([1, 2, 3, 4].map((version) => [`schemas/v${version}.ts`, schemaText(version)])),
    ...Object.fromEntries([1, 2, 3].map((from) => [`pipelines/${from}to${from + 1}.ts`, pipelineText(from)])),
  });
  for (const directory of ['data', 'schemas', 'pipelines']) mkdirSync(join(folder, directory));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const dialect = await dialectOf(url);
  const locate = (version: number): DatabaseLocation => dialect.locate(url, app, version);
  const ntom = async (...argv: string[]): Promise<Finished> => {
    const context = fakeContext({ cwd: folder, isTTY, ...(answer === undefined ? {} : { answer }) });
    const code = await run(argv, context);
    return { code, out: context.out(), err: context.err() };
  };
  for (const command of ['create 1', 'extract 1']) expect(await ntom(...command.split(' '))).toMatchObject({ code: 0 });
  await engine.access.execute(locate(1), "INSERT INTO item VALUES (1, 'one'), (2, 'two'); INSERT INTO part VALUES (2)");
  expect(await ntom('migrate', '--to', '4')).toMatchObject({ code: 0 });
  return { folder, locate, ntom, versions: () => dialect.versionsAt(url, app) };
}

const extractsIn = (folder: string): readonly string[] => readdirSync(join(folder, 'extracts')).toSorted();

describe.each(engines)('$name', ({ ...engine }) => {
  describe('', { ...engine.needs, timeout: 60_000 }, () => {
    test('the newest two versions stay, with the extracts that they were loaded from; the rest goes', async () => {
      const { folder, locate, versions, ntom } = await fourVersions(engine);
      const dry = await ntom('prune', '--dry-run');
      expect(dry.out).toContain('to be removed\n');
      expect(dry.out).toMatch(new RegExp(`^  ${locate(1).label} +[\\d.]+ k?B +created at \\S+Z$`, 'm'));
      expect(dry.out).toMatch(/^ {2}extracts\/v2 +[\d.]+ k?B +made at \S+Z$/m);
      expect(dry.out).toMatch(new RegExp(`^  ${locate(3).label} +one of the newest 2 versions$`, 'm'));
      expect(dry.out).toContain(`${locate(4).label} was loaded from it`);
      expect(dry.out).toContain('next: ntom prune --yes\n');
      expect(await versions()).toEqual([1, 2, 3, 4]);

      const done = await ntom('prune', '--yes', '--json');
      expect(eventsOf(done).at(-1)).toMatchObject({
        event: 'done',
        command: 'prune',
        removed: [locate(1).label, 'extracts/v1', locate(2).label, 'extracts/v2'],
        next: null,
      });
      expect(done.code).toBe(0);
      expect(await versions()).toEqual([3, 4]);
      expect(extractsIn(folder)).toEqual(['v3', 'v4']);
      expect((await ntom('status')).out).not.toContain('leftovers');
      expect(await ntom('verify', '4')).toMatchObject({ code: 0 });
      expect((await ntom('prune')).out).toMatch(/^nothing to remove\n/);
    });

    test('--keep keeps more, and --loaded lets the extracts of what stays go', async () => {
      const { folder, versions, ntom } = await fourVersions(engine);
      expect(await ntom('prune', '--keep', '3', '--yes')).toMatchObject({ code: 0 });
      expect(await versions()).toEqual([2, 3, 4]);
      expect(extractsIn(folder)).toEqual(['v2', 'v3', 'v4']);
      expect(await ntom('prune', '--keep', '3', '--loaded', '--yes')).toMatchObject({ code: 0 });
      expect(await versions()).toEqual([2, 3, 4]);
      expect(extractsIn(folder)).toEqual([]);
    });

    test('what ntom did not make stays, and so do the only versions that can be worked with', async () => {
      const { locate, versions, ntom } = await fourVersions(engine);
      await engine.access.execute(locate(1), 'DROP TABLE ntom_schema');
      await engine.access.execute(locate(4), 'DROP TABLE ntom_schema');
      const { out } = await ntom('prune', '--dry-run');
      expect(out).toMatch(new RegExp(`^  ${locate(1).label} +ntom did not make it$`, 'm'));
      expect(out).toMatch(new RegExp(`^  ${locate(2).label} +one of the newest 2 versions$`, 'm'));
      expect(await ntom('prune', '--yes')).toMatchObject({ code: 0 });
      expect(await versions()).toEqual([1, 2, 3, 4]);
    });

    test('a database in whose place there is another one by now is not removed', async () => {
      const { locate, versions } = await fourVersions(engine);
      const dialect = await dialectOf(engine.name === 'sqlite' ? 'sqlite:x' : 'mysql://x');
      await engine.access.execute(locate(1), 'DROP TABLE ntom_schema');
      await expect(dialect.removal.remove(locate(1), 'prune')).rejects.toMatchObject({ code: 'PRUNE_FOREIGN' });
      await dialect.removal.finish(locate(2), 'prune');
      expect(await versions()).toEqual([1, 2, 3, 4]);
    });
  });
});

const [files, servers] = engines as readonly [TestEngine, TestEngine];

describe('the question', () => {
  test.each([
    { answer: 'y', left: [3, 4] },
    { answer: ' YES', left: [3, 4] },
    { answer: 'n', left: [1, 2, 3, 4] },
    { answer: '', left: [1, 2, 3, 4] },
    { answer: 'yesterday', left: [1, 2, 3, 4] },
  ])('"$answer" leaves $left', async ({ answer, left }) => {
    const { versions, ntom } = await fourVersions(files, answer);
    const { code, out, err } = await ntom('prune');
    expect(out).toMatch(/^to be removed\n/);
    expect(err).toMatch(/^remove 4 things, [\d.]+ kB\? They cannot be had back\. \[y\/N\] $/);
    expect(await versions()).toEqual(left);
    expect(out).toContain(left.length === 2 ? 'removed: 4 things' : 'nothing was removed\n');
    expect(code).toBe(0);
  });

  test('with nobody there, or with --json, nothing is removed without --yes', async () => {
    const { versions, ntom } = await fourVersions(files);
    const alone = await ntom('prune');
    expect(alone.err).toContain('nobody is there to say yes to the removal of 4 things   [PRUNE_UNCONFIRMED]\n');
    expect(alone.err).toMatch(/^ {2}extracts\/v1 +unchanged$/m);
    expect(alone.err).toContain('next: ntom prune --yes\n');
    expect(alone.code).toBe(2);
    const told = await (await fourVersions(files, 'y')).ntom('prune', '--json', '--keep', '3');
    expect(eventsOf(told).at(-1)).toMatchObject({ code: 'PRUNE_UNCONFIRMED', next: 'ntom prune --yes --keep 3' });
    expect(await versions()).toEqual([1, 2, 3, 4]);
  });
});

describe('files', () => {
  test('a database that a program has open stays', async () => {
    const { folder, locate, versions, ntom } = await fourVersions(files);
    const application = new BetterSqlite3(join(folder, 'data', locate(1).label));
    onTestFinished(() => void application.close());
    application.pragma('journal_mode = WAL');
    application.exec('SELECT * FROM item');
    const { code, err } = await ntom('prune', '--yes');
    expect(err).toContain('is not removed: it is in use by another program   [PRUNE_IN_USE]\n');
    expect(err).toMatch(/^ {2}extracts\/v2 +unchanged$/m);
    expect(err).toContain('next: ntom prune\n');
    expect(code).toBe(2);
    expect(await versions()).toEqual([1, 2, 3, 4]);
    application.close();
    expect(await ntom('prune', '--yes')).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'data')).toSorted()).toEqual([locate(3).label, locate(4).label]);
  });

  test("an extract with a stranger's file in it stays, and one that a command holds", async () => {
    const { folder, ntom } = await fourVersions(files);
    writeFileSync(join(folder, 'extracts/v1/notes.txt'), 'mine');
    const lock = await lockPath({
      path: join(folder, 'extracts/v2'),
      command: 'extract 1to2',
      held: (holder) => new Error(holder),
      unwritable: () => new Error('unwritable'),
    });
    const { out } = await ntom('prune', '--dry-run');
    expect(out).toMatch(/^ {2}extracts\/v1 +it has files that are not of it$/m);
    expect(out).toMatch(/^ {2}extracts\/v2 +in the hands of process \d+ \(extract 1to2\), since /m);
    expect(await ntom('prune', '--yes')).toMatchObject({ code: 0 });
    await lock[Symbol.asyncDispose]();
    expect(readFileSync(join(folder, 'extracts/v1/notes.txt'), 'utf8')).toBe('mine');
    expect(extractsIn(folder)).toEqual(['v1', 'v2', 'v3', 'v4']);
  });

  test('an adopted database stays, whatever made it', async () => {
    const { folder, locate } = await fourVersions(files);
    // Another folder: a configuration is read once.
    const other = temporaryProject({});
    cpSync(folder, other, { recursive: true });
    renameSync(join(other, 'data', locate(1).label), join(other, 'data/old.db'));
    const config = join(other, 'ntom.config.ts');
    writeFileSync(config, readFileSync(config, 'utf8').replace('database:', "names: { 1: 'old.db' }, database:"));
    const context = fakeContext({ cwd: other });
    expect(await run(['prune', '--yes'], context)).toBe(0);
    expect(context.out()).toMatch(/^removed: 3 things, /);
    const left = [locate(3).label, locate(4).label, 'old.db'];
    expect(readdirSync(join(other, 'data')).toSorted()).toEqual(left.toSorted());
    const again = fakeContext({ cwd: other });
    await run(['prune'], again);
    expect(again.out()).toMatch(/^ {2}old\.db +it is the application's own$/m);
  });

  test('what a removal has left is shown by status, and the next one finishes it', async () => {
    const { folder, locate, ntom } = await fourVersions(files);
    const file = join(folder, 'data', locate(1).label);
    renameSync(file, `${file}.pruned-00c0ffee`);
    renameSync(join(folder, 'extracts/v1'), join(folder, 'extracts/v1.partial-00c0ffee'));
    rmSync(join(folder, 'extracts/v1.partial-00c0ffee/manifest.json'));
    const { out } = await ntom('status');
    expect(out).toMatch(/\.pruned-00c0ffee +a database that was being removed +ntom prune takes care of it$/m);
    expect((await ntom('prune', '--dry-run')).out).toMatch(/its removal was begun$/m);
    expect(await ntom('prune', '--yes')).toMatchObject({ code: 0 });
    expect(existsSync(`${file}.pruned-00c0ffee`)).toBe(false);
    expect(extractsIn(folder)).toEqual(['v3', 'v4']);
  });
});

describe('a server', { ...servers.needs, timeout: 60_000 }, () => {
  test('a database whose tables others refer to stays', async () => {
    const { locate, versions, ntom } = await fourVersions(servers);
    const child = `CREATE TABLE ${locate(3).label}.child (id INT, FOREIGN KEY (id) REFERENCES ${locate(1).label}.part (item_id))`;
    await servers.access.execute(locate(3), child.replace('id INT', 'id BIGINT'));
    const { code, err } = await ntom('prune', '--yes');
    expect(err).toContain(`is in use by a foreign key of ${locate(3).label}.child   [PRUNE_IN_USE]`);
    expect(code).toBe(2);
    expect(await versions()).toEqual([1, 2, 3, 4]);
    await servers.access.execute(locate(3), 'DROP TABLE child');
    expect(await ntom('prune', '--yes')).toMatchObject({ code: 0 });
    expect(await versions()).toEqual([3, 4]);
  });

  test('what a removal has left is shown by status, and the next one finishes it', async () => {
    const { locate, versions, ntom } = await fourVersions(servers);
    await servers.access.execute(locate(1), 'RENAME TABLE ntom_schema TO ntom_pruned; DROP TABLE part');
    expect((await ntom('status')).out).toMatch(/ +a database that was being removed +ntom prune takes care of it$/m);
    expect(await ntom('prune', '--keep', '4', '--yes')).toMatchObject({ code: 0 });
    expect(await versions()).toEqual([2, 3, 4]);
  });
});
