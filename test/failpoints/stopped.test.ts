import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasServerBinary } from '../support/mariadb/binaries.ts';
import { needsMysql } from '../support/mariadb/needs-mysql.ts';
import { startServer, type PrivateServer } from '../support/mariadb/private-server.ts';
import { newPlace, type Place } from '../support/stopped/places.ts';
import { prepared, scenarios } from '../support/stopped/scenario.ts';
import { undisturbed, violations, type Undisturbed } from '../support/stopped/trial.ts';
import { trialsOf } from '../support/stopped/trials.ts';

const engines = [
  { engine: 'SQLite', options: {} },
  { engine: 'MariaDB', options: needsMysql(hasServerBinary, 'no mariadbd') },
];

describe.each(engines)('a command that is stopped at a step, on $engine', ({ engine, options }) => {
  describe('', options, () => {
    let server: PrivateServer | null = null;
    let first: Place;
    const passedHere = new Set<string>();

    beforeAll(async () => {
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
      const lines: string[] = [];
      const broken: string[] = [];
      for (const trial of trialsOf(plain.passed, passedHere)) {
        const found = await violations(begun, scenario, trial, plain);
        const at = `${trial.step}#${trial.nth} ${trial.mode}`;
        lines.push(`| ${scenario.name} | ${at} | ${found.length === 0 ? 'kept' : found.join('; ')} |`);
        if (found.length > 0) broken.push(`${at}: ${found.join('; ')}`);
      }
      report(engine, lines);
      expect(broken).toEqual([]);
    });
  });
});

function report(engine: string, lines: readonly string[]): void {
  mkdirSync('test-report', { recursive: true });
  writeFileSync(`test-report/failpoints-${engine}.md`, lines.map((line) => `${line}\n`).join(''), { flag: 'a' });
}
