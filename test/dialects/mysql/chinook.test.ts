import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { quoted } from '../../../src/dialects/mysql/ddl.ts';
import { mysqlLocation } from '../../../src/dialects/mysql/location.ts';
import { isAtHand, readCase } from '../../support/cases/case-folder.ts';
import { summaryOf } from '../../support/cases/expected.ts';
import { databaseIn, extractTo, makeSource, type TestDatabase } from '../../support/cases/phases.ts';
import { bothNeeded, engines } from '../../support/engines.ts';
import { needs } from '../../support/needs.ts';
import { servers } from './servers-page.ts';
import { partsOf, sessionOn } from './trip.ts';

const chinook = await readCase('chinook');
const [sqlite, mysql] = engines.toSorted((a, b) => (a.name > b.name ? -1 : 1));
if (sqlite?.name !== 'sqlite' || mysql?.name !== 'mysql') throw new Error('the engines are not the two');
const atHand = needs(
  isAtHand(chinook, 'sqlite') && isAtHand(chinook, 'mysql'),
  chinook.options.otherwise ?? 'the Chinook data is not at hand',
);

/** Two databases that their makers say are the same. */
describe('Chinook of both engines', { ...bothNeeded(sqlite, mysql), ...atHand }, () => {
  test('gives the same extract, byte for byte', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const one = await extracted(folder, 'one', await makeSource(chinook, sqlite, join(folder, 'sqlite')));
    const other = await extracted(folder, 'other', await makeSource(chinook, mysql, join(folder, 'mysql')));
    expect(other).toEqual(one);
    expect(other.summary).toEqual(JSON.parse(readFileSync(new URL('expected/extract.json', chinook.url), 'utf8')));
  });

  test('where the script was read as MySQL reads it, differs in the rows that docs/servers.md names', async () => {
    const folder = temporaryFolder();
    const one = await extracted(folder, 'one', await makeSource(chinook, sqlite, join(folder, 'sqlite')));
    const other = await extracted(folder, 'other', await readByDefault(join(folder, 'mysql')));
    const explained = servers.chinookRows();
    expect(explained.length).toBeGreaterThan(0);
    expect(differences(one.parts, other.parts)).toEqual(explained);
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-both-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function extracted(folder: string, name: string, source: TestDatabase) {
  const directory = join(folder, name);
  const manifest = await extractTo(directory, source, chinook.pipeline);
  return { summary: summaryOf(manifest), parts: partsOf(directory, manifest) };
}

/** With the sql_mode that a server has by itself: a backslash escapes. */
async function readByDefault(folder: string): Promise<TestDatabase> {
  const made = await databaseIn(folder, mysql as NonNullable<typeof mysql>, 1);
  const { server, database } = mysqlLocation(made.location);
  const file = chinook.options.given?.mysql;
  if (file === undefined) throw new Error('the script is not at hand');
  const script = readFileSync(file, 'utf8').replaceAll(/`Chinook`/g, quoted(database));
  await using session = await sessionOn(server);
  await session.ask(`SET sql_mode = DEFAULT; ${script}`);
  return made;
}

type Parts = Readonly<Record<string, string>>;

/** Lines that are not the same, as part and first field. */
function differences(one: Parts, other: Parts): readonly { part: string; id: string }[] {
  expect(Object.keys(other)).toEqual(Object.keys(one));
  return Object.keys(one).flatMap((part) => {
    const [due, found] = [one, other].map((parts) => (parts[part] ?? '').split('\n')) as [string[], string[]];
    expect(found).toHaveLength(due.length);
    return due.flatMap((line, index) => (line === found[index] ? [] : [{ part, id: line.split(',')[0] ?? '' }]));
  });
}
