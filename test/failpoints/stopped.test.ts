import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { findSteps } from '../support/steps.ts';
import { newPlace, type Place } from '../support/stopped/places.ts';
import { prepared, scenarios } from '../support/stopped/scenario.ts';
import { undisturbed, stoppedAt, type Trial, type Undisturbed } from '../support/stopped/trial.ts';
import { isFull, trialsOf } from '../support/stopped/trials.ts';

const engines = [
  { engine: 'SQLite', options: {} },
  { engine: 'MariaDB', options: needsMysql(hasServerBinary, 'no mariadbd') },
];

/** Steps that were tried: in a short run it is enough on either engine. */
const tried = new Set<string>();

describe.each(engines)('a command that is stopped at a step, on $engine', ({ engine, options }) => {
  describe('', options, () => {
    let server: PrivateServer | null = null;
    let first: Place;
    const passedAtAll = new Set<string>();
    const known = isFull ? new Set<string>() : tried;

    beforeAll(async () => {
      beginReport(engine);
      if (engine === 'MariaDB') server = await startServer();
      first = await newPlace(server);
    }, 120_000);

    afterAll(async () => {
      first[Symbol.dispose]();
      await server?.[Symbol.asyncDispose]();
    });

    test.each(scenarios)('$name', { timeout: 3_600_000 }, async (scenario) => {
      using begun = await prepared(first, scenario);
      const plain: Undisturbed = await undisturbed(begun, scenario);
      for (const { step } of plain.passed) passedAtAll.add(step);
      const broken: string[] = [];
      const tryOne = async (trial: Trial): Promise<void> => {
        const { ended, left, violations } = await stoppedAt(begun, scenario, trial, plain);
        const at = `${trial.step}#${trial.nth} ${trial.mode}`;
        const is = violations.length === 0 ? 'kept' : violations.join('; ');
        report(engine, `| ${scenario.name} | ${at} | ${ended} | ${left.map(withoutRandom).join(', ')} | ${is} |`);
        if (violations.length > 0) broken.push(`${at}: ${is}`);
      };
      await inTwos(trialsOf(plain.passed, known), tryOne);
      expect(broken).toEqual([]);
    });

    test('every step was passed, but those that need what no command here has', () => {
      const other = engine === 'SQLite' ? 'dialects/mysql/' : 'dialects/sqlite/';
      const due = findSteps().steps.filter(
        ({ file }) => !file.startsWith(other) && !file.startsWith('dialects/sqlite/lock/'),
      );
      const missed = due.filter(({ name }) => !passedAtAll.has(name) && !elsewhere.has(name.split('.')[0] ?? ''));
      expect(missed.map(({ name }) => name).filter((name) => !elsewhere.has(name))).toEqual([]);
    });
  });
});

/** Steps, and first words of steps, that no command here passes: what it would take. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['mask-key', 'a schema with personal data'],
  ['keys', 'more keys than memory is given'],
  ['key-log', 'more keys than memory is given'],
  ['folder.remove-empty', 'an empty folder with the name of an extract'],
  ['rows.insert-one', 'a row that only the new database refuses'],
  ['pages.discard', 'a part that cannot be prepared'],
  ['prune.close-log', 'a database with a write-ahead log: test/cli/prune.test.ts'],
  ['report', 'a report: test/cli/report/stopped-report.test.ts'],
  ['cache', 'a unit test that uses a fixture'],
  ['copies', 'likewise'],
  ['copy', 'likewise'],
  ['template', 'likewise'],
]);

/** Begins the table of what was tried, and what came of it. */
function beginReport(engine: string): void {
  mkdirSync('test-report', { recursive: true });
  writeFileSync(
    `test-report/failpoints-${engine}.md`,
    '| command | stopped at | ended | left then | promises |\n|---|---|---|---|---|\n',
  );
}

function report(engine: string, line: string): void {
  appendFileSync(`test-report/failpoints-${engine}.md`, `${line}\n`);
}

/** Two at a time: each waits for its processes. */
async function inTwos<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const lane = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all([lane(), lane()]);
}

function withoutRandom(path: string): string {
  return path.replaceAll(/[0-9a-f]{8,}/g, '…');
}
