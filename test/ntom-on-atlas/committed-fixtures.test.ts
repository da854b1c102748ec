import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureCommands } from '../../scripts/atlas/fixture-commands.ts';
import { exampleSample } from '../../scripts/atlas/sample.ts';
import { seedDatabase } from '../../scripts/atlas/seed-database.ts';
import { runNtom } from '../cli/run-ntom.ts';

const repository = join(import.meta.dirname, '..', '..');
let project = '';

beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'ntom-atlas-')));
  for (const name of ['ntom.config.ts', 'schemas', 'pipelines'])
    cpSync(join(repository, name), join(project, name), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(project, 'node_modules'));
  const place = `sqlite:${project}`;
  await seedDatabase(place, exampleSample);
  for (const command of fixtureCommands(place)) {
    const { code, err } = await runNtom(project, ...command, '--quiet');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }
}, 120_000);

afterAll(() => rmSync(project, { recursive: true }));

test.each([1, 2, 3])('the committed fixture of schema %i is what the commands make today, byte for byte', (version) => {
  const committed = filesOf(join(repository, `test/fixtures/v${version}/small`));
  expect(filesOf(join(project, `test/fixtures/v${version}/small`))).toEqual(committed);
  expect(Object.values(committed).join('').length).toBeLessThan(60_000);
});

/** But for the version of the engine that the rows were read from. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return Object.fromEntries(names.map((name) => [name, name === 'manifest.json' ? rowsIn(text(name)) : text(name)]));
}

function rowsIn(manifest: string): string {
  const { contentId, tables, target, fixture } = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
  return JSON.stringify({ contentId, tables, target, fixture });
}
