import { expectedDowntime } from '../../extract/rehearse/expected-downtime.ts';
import type { Step } from '../../project/migration-path.ts';
import type { RecordedPhase, RunRecord } from '../records/run-record.ts';

/** What an earlier run of a step tells of the next one. */
export interface KnownRun {
  /** A whole extract, or the rehearsal of one. */
  readonly extract: RunRecord;
  /** The load of that extract; null: it was not loaded. */
  readonly load: RunRecord | null;
}

/** How long a step will take. */
export interface ExpectedTime {
  readonly extractMs: number;
  readonly loadMs: number;
  /** Of the load against the extract, where it is not measured; null: it is. */
  readonly loadPerExtract: number | null;
  /** The run that was measured. */
  readonly measured: Pick<RunRecord, 'command' | 'subject' | 'finishedAt'> & { readonly rows: number };
}

/** An extract that was loaded says most; else what was last. `tables`: of schema M; an extract of some of them says nothing. */
export function knownRun(records: readonly RunRecord[], step: Step, tables: number): KnownRun | null {
  const extracts = records.filter((record) => isWholeExtract(record, step, tables));
  const loads = records.filter(({ command, subject, outcome }) => {
    return command === 'load' && subject === String(step.to) && outcome === 'done';
  });
  const known = extracts.map((extract) => ({ extract, load: loadOf(extract, loads) }));
  const [best = null] = known.toSorted((a, b) => rank(b).localeCompare(rank(a)));
  return best;
}

function isWholeExtract({ command, subject, outcome, phases }: RunRecord, step: Step, tables: number): boolean {
  if (subject !== step.name || outcome !== 'done') return false;
  return (command === 'extract' || command === 'rehearse') && phases[0]?.tables.length === tables;
}

/** Of a rehearsal there is none; an extract with the same content may be as old as that. */
function loadOf({ command, contentId }: RunRecord, loads: readonly RunRecord[]): RunRecord | null {
  return command === 'extract' ? (loads.find((load) => load.contentId === contentId) ?? null) : null;
}

function rank({ extract, load }: KnownRun): string {
  return `${load === null ? 0 : 1} ${extract.finishedAt}`;
}

/** `rows`: that there are now; null: nobody knows, and it is taken to be as many as then. */
export function expectedTime({ extract, load }: KnownRun, rows: number | null): ExpectedTime {
  const then = rowsOf(extract);
  const perRow = rows === null || then === 0 ? 1 : rows / then;
  const extractMs = Math.round(tookMs(extract) * perRow);
  const { command, subject, finishedAt } = extract;
  const measured = { command, subject, finishedAt, rows: then };
  if (load !== null) return { extractMs, loadMs: Math.round(tookMs(load) * perRow), loadPerExtract: null, measured };
  const { loadMs, loadPerExtract } = expectedDowntime(extractMs);
  return { extractMs, loadMs, loadPerExtract, measured };
}

/** The table as it was written then; undefined: it was not. */
export function tableThen({ extract }: KnownRun, name: string): RecordedPhase['tables'][number] | undefined {
  return extract.phases[0]?.tables.find(({ table }) => table === name);
}

function rowsOf({ phases }: RunRecord): number {
  return phases[0]?.rows ?? 0;
}

function tookMs({ startedAt, finishedAt }: RunRecord): number {
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}
