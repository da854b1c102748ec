import type { Ended } from './run-built.ts';
import { runBuilt } from './run-built.ts';
import type { Place } from './places.ts';

/** A command that is stopped at every step. */
export interface Scenario {
  readonly name: string;
  /** What is done to the database of schema 1 before, in SQL; null: nothing. */
  readonly change: string | null;
  /** Commands that are run before. */
  readonly before: readonly (readonly string[])[];
  /** Where a run of the same command was killed before; null: there was none. */
  readonly leftBy: string | null;
  readonly argv: readonly string[];
  /** Failpoints that lead it off its way, to the steps that clean up; none: all goes well. */
  readonly astray: string | null;
  /** Whether a run says that there is nothing left to do. */
  isDone(ended: Ended): boolean;
}

const ends = ({ code }: Ended): boolean => code === 0;
const existsAlready = ({ code, err }: Ended): boolean => code === 0 || err.includes('[TARGET_EXISTS]');

function scenario(name: string, argv: string, more: Partial<Scenario> = {}): Scenario {
  return { name, change: null, before: [], leftBy: null, argv: argv.split(' '), astray: null, isDone: ends, ...more };
}

const extracted = [['extract', '1to2']];
const loaded = [...extracted, ['load', '2']];

/** On either engine. */
export const scenarios: readonly Scenario[] = [
  scenario('extract', 'extract 1to2'),
  scenario('extract in place of another', 'extract 1to2', { before: extracted }),
  scenario('extract in place of another, failing at the end', 'extract 1to2', {
    before: extracted,
    astray: 'folder.replace=EIO',
  }),
  scenario('extract after one that was killed', 'extract 1to2', { before: extracted, leftBy: 'folder.replace=kill' }),
  scenario('extract of rows that are refused', 'extract 1to2', {
    change: "UPDATE item SET name = '' WHERE id = 3",
    isDone: ({ code, err }) => code === 1 && err.includes('[ROWS_REJECTED]'),
  }),
  scenario('extract, disk full', 'extract 1to2', { astray: 'part.write#2=ENOSPC' }),
  scenario('rehearse', 'rehearse 1to2'),
  scenario('rehearse after one that was killed', 'rehearse 1to2', { leftBy: 'rehearsal.remove=kill' }),
  scenario('load', 'load 2', { before: extracted, isDone: existsAlready }),
  scenario('load after one that was killed', 'load 2', {
    before: extracted,
    leftBy: 'rows.commit#2=kill;parts.write-ledger#2=kill',
    isDone: existsAlready,
  }),
  scenario('load in place of another', 'load 2 --replace', { before: loaded }),
  scenario('load, failing at the end', 'load 2', {
    before: extracted,
    isDone: existsAlready,
    astray: 'database.publish=EIO;publish.move-tables=EIO',
  }),
  scenario('load in place of another, failing at the end', 'load 2 --replace', {
    before: loaded,
    astray: 'database.publish=EIO;publish.move-tables=EIO',
  }),
  scenario('migrate', 'migrate --to 2', { isDone: ends }),
  scenario('check', 'check 1to2'),
  scenario('release', 'release 2'),
  scenario('release after one that was killed', 'release 2', { leftBy: 'lock-file.publish=kill' }),
  scenario('pull', 'pull 1 --replace'),
  scenario('new', 'new 2to3'),
  scenario('fixture of an extract', 'fixture 2 --name small --in extracts/v2', { before: extracted }),
];

/** Brings a copy of a place to where a scenario begins. */
export async function prepared(place: Place, scenario: Scenario): Promise<Place> {
  const { change, before, leftBy } = scenario;
  const copy = place.copy();
  if (change !== null) copy.change(change);
  for (const argv of before) {
    const { code, err } = await runBuilt(copy.folder, [...argv, '--quiet']);
    if (code !== 0) throw new Error(err);
  }
  if (leftBy === null) return copy;
  const { signal, err } = await runBuilt(copy.folder, argvOf(scenario), leftBy);
  if (signal !== 'SIGKILL') throw new Error(`${scenario.name}: it was not killed: ${err}`);
  return copy;
}

const takesWorkers = new Set(['extract', 'load', 'migrate', 'rehearse']);

/** The command line. By one worker: which thread passes a step first would be chance. */
export function argvOf({ argv }: Scenario): readonly string[] {
  const workers = takesWorkers.has(argv[0] ?? '') ? ['--workers', '1'] : [];
  return [...argv, ...workers, '--quiet'];
}
