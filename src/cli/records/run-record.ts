import { join } from 'node:path';
import { z } from 'zod';
import { ownFolder } from '../../project/own-folder.ts';

const count = z.int().nonnegative();
const ms = z.number().nonnegative();
const record = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).readonly();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** The commands that leave a record. */
const recordedCommands = ['extract', 'load', 'verify', 'rehearse'] as const;

const recordedTable = record({
  table: z.string(),
  rows: count,
  parts: count,
  /** Of the parts, as they are stored. */
  bytes: count,
  /** From the begin of the run. Tables may overlap. */
  startedMs: ms,
  endedMs: ms,
});

const recordedPhase = record({
  phase: z.enum(['extract', 'load', 'verify']),
  /** If the phase did not end: of the tables that did. */
  rows: count,
  ms,
  /** Those that were finished, in that order. */
  tables: list(recordedTable),
});

/** Rows with several reasons are in each of them. */
const recordedReason = record({
  /** Several, with a comma, for a key; null: the whole row. */
  column: z.string().nullable(),
  /** With `…` where the messages of the rows differ, and for values of columns with personal data. */
  message: z.string(),
  rows: count,
  /** The first ones. `row`: its number in the table's query, from 1; `key`: with `…` for personal data. */
  examples: list(record({ row: count, key: z.record(z.string(), z.json()).readonly() })),
});

const rejectedTable = record({
  table: z.string(),
  rows: count,
  /** Of the rows that were listed. */
  reasons: list(recordedReason),
});

/** What became of the last run of a command, as `.ntom/runs/extract-2to3.json` keeps it. Names no host and no user. */
export const runRecordSchema = record({
  format: z.literal(1),
  command: z.enum(recordedCommands),
  /** `2to3`, or `3`. */
  subject: z.string().regex(/^[1-9]\d{0,8}(?:to[1-9]\d{0,8})?$/, 'neither a schema version nor a pipeline'),
  /** `ntom 0.1.0`. */
  tool: z.string(),
  /** Of Node.js: `24.21.0`. */
  node: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** `done`, or the code of the error. */
  outcome: z.string().regex(/^(?:done|[A-Z][A-Z0-9_]*)$/, "neither 'done' nor the code of an error"),
  /** At the same time, at most. */
  workers: count,
  /** Of the whole process, up to the end of the run. */
  peakMemoryBytes: count,
  /** Of the extract that was written, loaded or compared; null: there is none. */
  contentId: z.string().nullable(),
  phases: list(recordedPhase),
  rejected: list(rejectedTable),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type RecordedPhase = RunRecord['phases'][number];
export type RejectedTable = RunRecord['rejected'][number];
export type RecordedCommand = RunRecord['command'];

/** The folder of all records of a project. Absolute. */
export function recordsFolder(projectDirectory: string): string {
  return join(projectDirectory, ownFolder, 'runs');
}

/** `extract-2to3.json`. */
export function recordName({ command, subject }: Pick<RunRecord, 'command' | 'subject'>): string {
  return `${command}-${subject}.json`;
}
