import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { NtomError } from '../../../src/errors.ts';
import type { NtomEvent } from '../../../src/events.ts';
import { mysqlAccess } from '../../support/mysql-access.ts';
import { askNow, countOf } from '../../support/mariadb/ask-now.ts';
import { hasServerBinary } from '../../support/mariadb/binaries.ts';
import { needsMysql } from '../../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../../support/mariadb/private-server.ts';
import { dialectOf } from '../../../src/dialects/registry.ts';
import {
  errorOf,
  extractFrom,
  extractLibrary,
  final,
  library,
  loading,
  loadTo,
  type LibraryExtract,
} from './library.ts';

/** Of parts of 100 rows. */
const midOfThird = 230;

const lost = /Connection lost|ECONNRESET|EPIPE/;

const needed = needsMysql(hasServerBinary, 'no mariadbd');

/** Does something when so many rows of a table are on their way, while nothing else goes on. */
function atRows(table: string, rows: number, act: () => void): { onEvent: (event: NtomEvent) => void } {
  let seen = 0;
  return {
    onEvent: (event) => {
      if (event.type !== 'rows' || event.table !== table || event.phase === 'verify' || seen >= rows) return;
      seen += event.rows;
      if (seen >= rows) act();
    },
  };
}

/** The one session that works on a statement that begins so. */
function sessionOn(server: PrivateServer, statement: string): string {
  const sessions = askNow(
    server,
    `SELECT id FROM information_schema.processlist WHERE info LIKE '${statement}%' AND id <> connection_id()`,
  );
  expect(sessions).toHaveLength(1);
  return sessions[0] ?? '';
}

function killServer(server: PrivateServer): void {
  process.kill(Number(readFileSync(join(server.folder, 'pid'), 'utf8')), 'SIGKILL');
}

function databases(server: PrivateServer): readonly string[] {
  return askNow(server, "SHOW DATABASES LIKE 'tfault\\_v%'");
}

describe('a load that is stopped', needed, () => {
  let server: PrivateServer;
  let extract: LibraryExtract;

  beforeAll(async () => {
    // Each part is megabytes of an encoding whose rows are counted on their way: it can be stopped in its middle.
    extract = await extractLibrary({ books: 600, characters: 20_000, parts: 6 }, 'jsonl');
    server = await startServer();
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    extract[Symbol.dispose]();
  });

  afterEach(async () => {
    await server.ask(`DROP DATABASE IF EXISTS ${final}; DROP DATABASE IF EXISTS ${loading}`);
  });

  const stops: readonly { what: string; reason: RegExp; stop: () => void; restart?: true }[] = [
    {
      what: 'its connection killed',
      reason: lost,
      stop: () => void askNow(server, `KILL ${sessionOn(server, 'LOAD DATA')}`),
    },
    {
      what: 'its statement killed',
      reason: /Query execution was interrupted/,
      stop: () => void askNow(server, `KILL QUERY ${sessionOn(server, 'LOAD DATA')}`),
    },
    { what: 'the server killed', reason: lost, stop: () => killServer(server), restart: true },
  ];

  test.each(stops)('by $what is gone on with: each part is loaded once', async ({ reason, stop, restart }) => {
    const error = await errorOf(loadTo(server.url, extract, atRows('book', midOfThird, stop)));
    expect(error).toMatchObject({ code: 'SERVER_FAILED', message: expect.stringMatching(reason) as string });
    expect((error as NtomError).aftermath?.next).toBe('ntom load 3');
    if (restart) await server.restart();
    expect(databases(server)).toEqual([loading]);
    const done = askNow(server, `SELECT part FROM ${loading}.ntom_ledger ORDER BY part`);
    expect(done.length).toBeGreaterThan(1);
    const before = countOf(server, 'load');

    const manifest = await loadTo(server.url, extract);
    const parts = manifest.tables.flatMap((table) => table.parts.map(({ path }) => path));
    expect(parts).toHaveLength(7);
    expect(countOf(server, 'load') - before).toBe(parts.length - done.length);
    await expectComplete();
  });

  test('is not gone on with by an extract of the same rows in other parts', async () => {
    const { stop, reason } = stops[0] ?? { stop: () => undefined, reason: lost };
    await errorOf(loadTo(server.url, extract, atRows('book', midOfThird, stop)));
    expect(reason).toBe(lost);
    expect(databases(server)).toEqual([loading]);
    const directory = join(extract.folder, 'in-other-parts');
    const cut = { format: 'jsonl', chunkRows: 150 } as const;
    const other = await extractFrom(`sqlite:${extract.folder}`, directory, cut);
    expect(other.contentId).toBe(extract.manifest.contentId);
    await loadTo(server.url, { directory }, { verify: 'none' });
    await expectComplete();
  });

  async function expectComplete(): Promise<void> {
    expect(databases(server)).toEqual([final]);
    const again = await extractFrom(server.url, join(extract.folder, `again-${Math.random()}`));
    expect(again.contentId).toBe(extract.manifest.contentId);
    expect(askNow(server, `SELECT contentId FROM ${final}.ntom_schema`)).toEqual([again.contentId]);
    expect(askNow(server, `SELECT count(*) FROM ${final}.listing`)).toEqual(['600']);
  }

  test('by its connection killed between two statements is gone on with', async () => {
    const onEvent = ({ type }: NtomEvent): void => {
      if (type === 'table-finished')
        askNow(server, `KILL ${askNow(server, `SELECT IS_USED_LOCK('ntom:${final}')`)[0]}`);
    };
    const reason = expect.stringMatching(/onnection (was )?lost|ECONNRESET|EPIPE/) as string;
    await expect(loadTo(server.url, extract, { onEvent })).rejects.toMatchObject({
      code: 'SERVER_FAILED',
      message: reason,
    });
    await loadTo(server.url, extract);
    await expectComplete();
  });

  test('a load of the same database at the same time is refused, and says by whom', async () => {
    let second: Promise<unknown> = Promise.resolve();
    const other = { ...extract, directory: extract.directory };
    const first = await loadTo(
      server.url,
      extract,
      atRows('book', midOfThird, () => {
        const holder = askNow(server, `SELECT IS_USED_LOCK('ntom:${final}')`)[0] ?? '';
        second = expect(loadTo(server.url, other)).rejects.toMatchObject({
          code: 'TARGET_LOCKED',
          message: expect.stringMatching(
            new RegExp(
              `^${final} is being loaded by process ${process.pid} \\(load 3\\), since 20[-\\dT:.]+Z, ` +
                `by connection ${holder} of 127.0.0.1:${server.port} from .+, last heard of \\d+ s ago$`,
            ),
          ) as string,
        });
      }),
    );
    await second;
    expect(first.contentId).toBe(extract.manifest.contentId);
    await expectComplete();
  });

  test('another extract does not go on with what the first one began', async () => {
    await errorOf(loadTo(server.url, extract, atRows('book', midOfThird, stops[0]?.stop ?? (() => undefined))));
    using other = await extractLibrary({ books: 30, characters: 10, parts: 2 });
    await loadTo(server.url, other);
    expect(askNow(server, `SELECT count(*) FROM ${final}.book`)).toEqual(['30']);
    expect(databases(server)).toEqual([final]);
  });
});

describe('an extract that is stopped', needed, () => {
  let server: PrivateServer;
  let extract: LibraryExtract;

  /** More than the way to a reader takes in while the reader stands still. */
  const books = 6000;

  beforeAll(async () => {
    extract = await extractLibrary({ books: 10, characters: 10, parts: 1 });
    server = await startServer();
    await loadTo(server.url, extract);
    await server.ask(
      `USE ${final}; INSERT INTO book SELECT seq, 1, 'title', repeat('x', 8000), NULL FROM seq_11_to_${books}`,
    );
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    extract[Symbol.dispose]();
  });

  test.each([
    {
      what: 'its connection killed',
      reason: lost,
      stop: () => void askNow(server, `KILL ${sessionOn(server, 'SELECT `id`, `shelf_id`')}`),
    },
    {
      what: 'its query killed',
      reason: /Query execution was interrupted/,
      stop: () => void askNow(server, `KILL QUERY ${sessionOn(server, 'SELECT `id`, `shelf_id`')}`),
    },
    { what: 'the server killed', reason: lost, stop: () => killServer(server), restart: true },
  ])('by $what leaves nothing, and the source as it was', async ({ reason, stop, restart }) => {
    const directory = join(extract.folder, 'stopped');
    const location = (await dialectOf(server.url)).locate(server.url, 'tfault', 3);
    const before = await mysqlAccess.contentHash(location);
    const error = await errorOf(extractFrom(server.url, directory, atRows('book', 1, stop)));
    expect(error).toMatchObject({
      code: 'SERVER_FAILED',
      message: expect.stringMatching(reason) as string,
      aftermath: { state: [{ what: final, is: 'unchanged' }, { is: 'not created' }], next: 'ntom extract 3' },
    });
    if (restart) await server.restart();
    expect(await mysqlAccess.contentHash(location)).toBe(before);
  });

  test('and made again is whole', async () => {
    const manifest = await extractFrom(server.url, join(extract.folder, 'whole'));
    expect(manifest.tables.map(({ rows }) => rows)).toEqual([2, books]);
    expect(manifest.target.fingerprint).toBe(library.fingerprint);
  });
});
