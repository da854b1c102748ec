import type { Step } from '../../project/migration-path.ts';
import { shownFolder } from '../extract-folder.ts';
import type { Place } from '../place.ts';
import { aligned } from '../report/columns.ts';
import { counted } from '../report/numbers.ts';
import type { CommandResult } from '../report/report.ts';

/** A step that was loaded, read back and compared. */
export interface ProvedStep {
  readonly pipeline: string;
  readonly to: number;
  readonly rows: number;
  readonly contentId: string;
}

/** Where one can go back to. */
interface WayBack {
  readonly release: string;
  readonly database: string;
}

export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** Versions that had a database before, ascending. */
  readonly existing: readonly number[];
  readonly proved: readonly ProvedStep[];
}

/** `loaded`: the result of a load with a full comparison. */
export function provedStep({ name, to }: Step, { data }: CommandResult): ProvedStep {
  return { pipeline: name, to, rows: Number(data['rows']), contentId: String(data['contentId']) };
}

/** Ends with the proof, and with how to go back. */
export function migrationResult(place: Place, { from, to, existing, proved }: Migrated): CommandResult {
  const database = place.locate(to);
  const pipelines = proved.map(({ pipeline }) => pipeline);
  const steps = proved.map((step) => ({ ...step, database: place.locate(step.to), isCompared: true }));
  const back = waysBack(place, to, [...existing, ...proved.map((step) => step.to)]);
  const text = [
    `migrated from schema ${from} to ${to} by ${pipelines.join(', ')}`,
    'proof: every row was read back and compared with its extract',
    aligned(proved.map((step) => proofCells(place, step))),
    ...backLines(back, database.label, to),
    `  ${String(database)}`,
  ].join('\n');
  const data = { from, to, pipelines, database, steps, back };
  return { command: 'migrate', data, text, isAnswer: false, next: null };
}

export function nothingToDo(place: Place, to: number, existing: readonly number[]): CommandResult {
  const database = place.locate(to);
  const back = waysBack(place, to, existing);
  const text = [`nothing to do: ${database.label} is there`, ...backLines(back, database.label, to)].join('\n');
  const data = { from: to, to, pipelines: [], database, steps: [], back };
  return { command: 'migrate', data, text, isAnswer: false, next: null };
}

function proofCells({ project, locate }: Place, { to, rows, contentId }: ProvedStep): readonly string[] {
  const folder = shownFolder(project, project.extractDirectory(to));
  return [locate(to).label, counted(rows, 'row'), folder, `contentId ${contentId.slice(0, 12)}`];
}

function waysBack({ locate }: Place, to: number, versions: readonly number[]): readonly WayBack[] {
  return versions
    .filter((version) => version !== to)
    .map((version) => ({ release: `${version}.x`, database: locate(version).label }));
}

function backLines(back: readonly WayBack[], database: string, to: number): readonly string[] {
  if (back.length === 0) return [];
  return [
    'to go back: the databases before are there as they were',
    aligned(back.map(({ release, database: before }) => [`release ${release}`, before])),
    `  what is written to ${database} from now on is not in them: ntom rollback-report ${to}`,
  ];
}
