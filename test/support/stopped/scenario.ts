import type { Ended } from './run-built.ts';
import { runBuilt } from './run-built.ts';
import type { Place } from './places.ts';

/** A command that is stopped at every step. */
export interface Scenario {
  readonly name: string;
  /** What is done before, in the place of schema 1. */
  readonly before: readonly (readonly string[])[];
  readonly argv: readonly string[];
  /** Failpoints that lead it off its way, to the steps that clean up; none: all goes well. */
  readonly astray: string | null;
  /** Whether a run says that there is nothing left to do. */
  isDone(ended: Ended): boolean;
}

const ends = ({ code }: Ended): boolean => code === 0;
const existsAlready = ({ code, err }: Ended): boolean => code === 0 || err.includes('[TARGET_EXISTS]');

function scenario(name: string, argv: string, more: Partial<Scenario> = {}): Scenario {
  return { name, before: [], argv: argv.split(' '), astray: null, isDone: ends, ...more };
}

const extracted = [['extract', '1to2']];
const loaded = [...extracted, ['load', '2']];

/** On either engine. */
export const scenarios: readonly Scenario[] = [
  scenario('extract', 'extract 1to2'),
  scenario('extract in place of another', 'extract 1to2', { before: extracted }),
  scenario('extract, disk full', 'extract 1to2', { astray: 'part.write#2=ENOSPC' }),
  scenario('rehearse', 'rehearse 1to2'),
  scenario('load', 'load 2', { before: extracted, isDone: existsAlready }),
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
];

/** Brings a copy of a place to where a scenario begins. */
export async function prepared(place: Place, { before }: Scenario): Promise<Place> {
  const copy = place.copy();
  for (const argv of before) {
    const { code, err } = await runBuilt(copy.folder, [...argv, '--quiet']);
    if (code !== 0) throw new Error(err);
  }
  return copy;
}

const takesWorkers = new Set(['extract', 'load', 'migrate', 'rehearse']);

/** The command line. By one worker: which thread passes a step first would be chance. */
export function argvOf({ argv }: Scenario): readonly string[] {
  const workers = takesWorkers.has(argv[0] ?? '') ? ['--workers', '1'] : [];
  return [...argv, ...workers, '--quiet'];
}
