import { join } from 'node:path';
import { writeRows } from '../fixtures/write-rows.ts';
import { runCommand } from '../run/command.ts';
import { emptyFolder } from '../sqlite-target.ts';
import { work, type Bench, type Case, type Command, type Line, type Work } from '../work.ts';
import { sqliteCase } from './sqlite-case.ts';

const scripts = join(import.meta.dirname, '../fixtures');
const places = ['memory', 'file'] as const;
const ways = ['ntom', 'by-hand', 'migrations'] as const;
type Place = (typeof places)[number];
type Way = (typeof ways)[number];

const against = {
  'by-hand': 'making its tables and inserting its rows by hand',
  migrations: '12 SQL migrations, then inserting its rows',
};
const nameOf = (way: Way, place: Place): string => `fixtures: ${way}, ${place}`;

const shared = { measure: 'seconds', target: null } as const;
const lines: readonly Line[] = [
  ...places.flatMap((place) => [lineOf('by-hand', place), lineOf('migrations', place)]),
  {
    ...shared,
    name: 'fixtures-vitest',
    work: 'tests with `fixtureTest`, a database in memory each',
    against: 'tests that insert its rows by hand',
    ours: ['fixtures: vitest, ntom'],
    peer: ['fixtures: vitest, by-hand'],
  },
];

function lineOf(way: 'by-hand' | 'migrations', place: Place): Line {
  return {
    ...shared,
    name: `fixtures-${place}${way === 'by-hand' ? '' : `-${way}`}`,
    work: `databases of a fixture, ${place === 'memory' ? 'in memory' : 'in files'}`,
    against: against[way],
    ours: [nameOf('ntom', place)],
    peer: [nameOf(way, place)],
  };
}

/** As many tests as they are measured with: a thousand for two million rows. */
const countOf = ({ rows }: Bench): number => Math.ceil(rows / 2000);

/** A fresh database for each test: a copy of a fixture's, against what one would do without. */
export const fixturesCase: Case = sqliteCase(lines, async (bench) => {
  const folder = join(bench.data, 'fixtures');
  emptyFolder(folder);
  writeRows(folder);
  // Whoever runs tests has the template of an earlier run.
  for (const place of places) await runCommand(madeBy(bench, folder, 'ntom', place, 1));
  return [
    ...places.flatMap((place) => ways.map((way) => makingWork(bench, folder, way, place))),
    testingWork(bench, folder, 'ntom'),
    testingWork(bench, folder, 'by-hand'),
  ];
});

function makingWork(bench: Bench, folder: string, way: Way, place: Place): Work {
  const rows = countOf(bench);
  return work({ name: nameOf(way, place), commands: [madeBy(bench, folder, way, place, rows)], rows });
}

function madeBy({ ntom }: Bench, folder: string, way: Way, place: Place, count: number): Command {
  return { argv: [...ntom.slice(0, -1), join(scripts, 'make-databases.ts'), way, place, String(count), folder] };
}

function testingWork(bench: Bench, folder: string, way: 'ntom' | 'by-hand'): Work {
  const rows = countOf(bench);
  const vitest = join(scripts, '../../node_modules/vitest/vitest.mjs');
  const root = join(scripts, 'vitest');
  const command = {
    argv: [...bench.ntom.slice(0, -1), vitest, 'run', '--root', root, `${way}.tests.ts`],
    env: { NTOM_BENCH_TESTS: String(rows), NTOM_BENCH_FOLDER: folder },
  };
  return work({ name: `fixtures: vitest, ${way}`, commands: [command], rows });
}
