import { expectedTables, type ExpectedTable } from '../../extract/expected-tables.ts';
import { expectedDatabaseBytes, roomFor, type Room } from '../../extract/rehearse/expected-disk.ts';
import type { PipelineDefinition } from '../../pipeline/definition.ts';
import type { ChosenPath, Step } from '../../project/migration-path.ts';
import { chunkRows } from '../extract-phase.ts';
import type { Place } from '../place.ts';
import type { RunRecord } from '../records/run-record.ts';
import { expectedTime, knownRun, tableThen, type ExpectedTime, type KnownRun } from './known-run.ts';

/** What a migration would do. */
export interface MigrationPlan {
  readonly from: number;
  readonly to: number;
  readonly steps: readonly PlannedStep[];
  /** Names of the pipelines of the next best way; null: there is no other. */
  readonly otherWay: readonly string[] | null;
  readonly disk: PlannedDisk;
  /** null: of some step it is not known. */
  readonly totalMs: number | null;
}

export interface PlannedStep {
  readonly pipeline: string;
  /** Labels of databases. */
  readonly source: string;
  readonly target: string;
  /** Whether the source is there, so that its rows could be counted. */
  readonly isCounted: boolean;
  readonly tables: readonly PlannedTable[];
  readonly extractBytes: number;
  /** Whether the extract is as large as the source, since nothing better is known. */
  readonly isExtractGuessed: boolean;
  readonly databaseBytes: number;
  /** null: no run of it is known. */
  readonly time: ExpectedTime | null;
}

export interface PlannedTable {
  readonly name: string;
  /** null: not known. */
  readonly rows: number | null;
  /** Whether the rows are those of the last run, and not counted now. */
  readonly isOfLastRun: boolean;
  /** Of the parts, as in the last run; null: no run of it is known. */
  readonly bytes: number | null;
}

/** The room for all extracts and databases of the migration, which stay. */
export interface PlannedDisk extends Room {
  readonly extractBytes: number;
  readonly databaseBytes: number;
}

interface Given {
  readonly place: Place;
  readonly from: number;
  readonly to: number;
  readonly path: ChosenPath;
  readonly records: readonly RunRecord[];
}

/** Opens the source of the first step, for reading: those of the others are not there yet. Changes nothing. */
export async function planMigration({ place, from, to, path, records }: Given): Promise<MigrationPlan> {
  const steps: PlannedStep[] = [];
  let sourceBytes = (await place.locate(from).sizeBytes()) ?? 0;
  for (const step of path.steps) {
    const planned = await planStep({ place, step, records, sourceBytes, isFirst: step.from === from });
    steps.push(planned);
    sourceBytes = planned.databaseBytes;
  }
  const totalMs = steps.every(({ time }) => time !== null) ? sum(steps.map(({ time }) => msOf(time))) : null;
  const otherWay = path.other?.map(({ name }) => name) ?? null;
  return { from, to, steps, otherWay, disk: await diskOf(place, to, steps), totalMs };
}

interface StepGiven extends Pick<Given, 'place' | 'records'> {
  readonly step: Step;
  readonly sourceBytes: number;
  readonly isFirst: boolean;
}

async function planStep({ place, step, records, sourceBytes, isFirst }: StepGiven): Promise<PlannedStep> {
  const pipeline = await place.project.pipeline(step.name);
  const { dialect, locate } = place;
  const source = locate(step.from);
  const expected = isFirst ? await expectedTables({ pipeline, dialect, source, chunkRows }) : uncounted(pipeline);
  const known = knownRun(records, step, pipeline.to.tables.length);
  const tables = expected.map((table) => plannedTable(table, known));
  const bytes = tables.map((table) => table.bytes);
  const isExtractGuessed = bytes.includes(null);
  return {
    pipeline: step.name,
    source: source.label,
    target: locate(step.to).label,
    isCounted: isFirst,
    tables,
    extractBytes: isExtractGuessed ? sourceBytes : sum(bytes.map((each) => each ?? 0)),
    isExtractGuessed,
    databaseBytes: expectedDatabaseBytes(sourceBytes),
    time: known === null ? null : expectedTime(known, rowsOf(tables)),
  };
}

function uncounted({ to }: PipelineDefinition): readonly ExpectedTable[] {
  return to.tables.map(({ name }) => ({ name, rows: null }));
}

function plannedTable({ name, rows }: ExpectedTable, known: KnownRun | null): PlannedTable {
  const then = known === null ? undefined : tableThen(known, name);
  if (then === undefined) return { name, rows, isOfLastRun: false, bytes: null };
  const perRow = rows === null || then.rows === 0 ? 1 : rows / then.rows;
  return { name, rows: rows ?? then.rows, isOfLastRun: rows === null, bytes: Math.round(then.bytes * perRow) };
}

/** null: not all are known. */
function rowsOf(tables: readonly PlannedTable[]): number | null {
  const rows = tables.map((table) => table.rows);
  return rows.includes(null) ? null : sum(rows.map((each) => each ?? 0));
}

async function diskOf({ project, locate }: Place, to: number, steps: readonly PlannedStep[]): Promise<PlannedDisk> {
  const extractBytes = sum(steps.map((step) => step.extractBytes));
  const databaseBytes = sum(steps.map((step) => step.databaseBytes));
  const wanted = { extracts: project.extractsDirectory, target: locate(to), extractBytes, databaseBytes };
  return { extractBytes, databaseBytes, ...(await roomFor(wanted)) };
}

function msOf(time: ExpectedTime | null): number {
  return time === null ? 0 : time.extractMs + time.loadMs;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
