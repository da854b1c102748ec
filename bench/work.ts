/** A command of its own process. */
export interface Command {
  readonly argv: readonly string[];
  /** Path of the file that is its standard input. */
  readonly stdin?: string;
  /** Beside what this process has. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What is run and measured: one or more commands, one after the other. */
export interface Work {
  /** Unique; what the results call it. */
  readonly name: string;
  readonly commands: readonly Command[];
  /** Programs that have to be installed. */
  readonly programs: readonly string[];
  /** Works whose output this one reads: run once, unmeasured, before the first round. */
  readonly after: readonly string[];
  /** Rows that it moves, for rows per second. */
  readonly rows: number;
  /** How often it is run in a round, whose measure is the median. More than one for what takes milliseconds. */
  readonly times: number;
  /** Whether a server does a part of it: the CPU time of its commands says little then. */
  readonly isOnServer: boolean;
  /** Where the process writes its peak memory; null: it is not asked. */
  readonly peakFile: string | null;
  /** Not measured: takes away what an earlier round left. */
  prepare(): Promise<void>;
  /** Not measured: throws if the work did not do what it was for. */
  check(): Promise<void>;
}

export type Measure = 'seconds' | 'peakBytes' | 'rowsPerSecond';

/** A line of the table: what is compared with what. */
export interface Line {
  /** What `--only` names. */
  readonly name: string;
  /** What is done, in words. */
  readonly work: string;
  readonly against: string;
  /** Names of works, whose measures are added. */
  readonly ours: readonly string[];
  /** Likewise; empty: the measure itself is held against the target. */
  readonly peer: readonly string[];
  readonly measure: Measure;
  /** Of the ratio, or of the measure where there is no peer; null: measured and shown. */
  readonly target: Target | null;
  /** Takes long: run with `--large` only. */
  readonly isLarge?: boolean;
}

export interface Target {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
}

export const atMost = (value: number): Target => ({ bound: 'at most', value });
export const atLeast = (value: number): Target => ({ bound: 'at least', value });

/** Lines that share data. */
export interface Case {
  readonly lines: readonly Line[];
  /** Builds the data of the works that are wanted (their names), unless an earlier run has. */
  open(bench: Bench, wanted: ReadonlySet<string>): Promise<OpenCase>;
}

export interface OpenCase extends AsyncDisposable {
  readonly works: readonly Work[];
  /** Waits until what a work left to be done later is done: the next one shall not pay for it. */
  settle(): Promise<void>;
}

/** What all cases of a run share. */
export interface Bench {
  /** `ntom` as it is started: the program and its first arguments. */
  readonly ntom: readonly [program: string, ...argv: string[]];
  /** Absolute path of the folder for everything that is made. */
  readonly data: string;
  /** Rows of the largest table. */
  readonly rows: number;
}

type WorkParts = Partial<Work> & Pick<Work, 'name' | 'commands'>;

/** A work of which only what is special is said. */
export function work(parts: WorkParts): Work {
  const nothing = (): Promise<void> => Promise.resolve();
  const usual = { programs: [], after: [], rows: 0, times: 1, isOnServer: false, peakFile: null };
  return { ...usual, prepare: nothing, check: nothing, ...parts };
}
