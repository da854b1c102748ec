import type { NtomEvent, OnEvent } from '../../events.ts';
import { packageVersion } from '../../package-version.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import type { CliContext } from '../context.ts';
import { rejectedIn } from './rejected-rows.ts';
import type { RecordedCommand, RecordedPhase, RejectedTable, RunRecord } from './run-record.ts';

export interface Recorded {
  readonly command: RecordedCommand;
  /** `2to3`, or `3`. */
  readonly subject: string;
  /** At the same time, at most. */
  readonly workers: number;
  /** Whose marks say what is personal data. */
  readonly schema: SchemaDefinition;
}

type EventOf<T extends NtomEvent['type']> = Extract<NtomEvent, { type: T }>;

interface PhaseHeard {
  readonly phase: RecordedPhase['phase'];
  readonly startedMs: number;
  readonly begun: Map<string, number>;
  readonly tables: RecordedPhase['tables'][number][];
  finished: { readonly rows: number; readonly ms: number } | null;
}

/** Listens to a run and knows at its end what became of it. */
export class Recorder {
  /** Of the extract; null: there is none. */
  contentId: string | null = null;
  /** `done`, or the code of an error. */
  outcome = 'done';
  /** What was rejected where no event tells it; undefined: the events told. */
  rejected: readonly RejectedTable[] | undefined;
  readonly #run: Recorded;
  readonly #context: CliContext;
  readonly #startedAt = new Date();
  readonly #startedMs: number;
  readonly #phases: PhaseHeard[] = [];
  readonly #rejected: EventOf<'rejected'>[] = [];

  constructor(run: Recorded, context: CliContext) {
    this.#run = run;
    this.#context = context;
    this.#startedMs = context.now();
  }

  /** Whether any phase began: before that there is nothing to keep. */
  get hasBegun(): boolean {
    return this.#phases.length > 0;
  }

  /** Passes on what it hears. */
  listening(tell: OnEvent): OnEvent {
    return (event) => {
      this.#hear(event);
      tell(event);
    };
  }

  async record(): Promise<RunRecord> {
    const { command, subject, workers, schema } = this.#run;
    return {
      format: 1,
      command,
      subject,
      tool: `ntom ${packageVersion()}`,
      node: this.#context.nodeVersion,
      startedAt: this.#startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      outcome: this.outcome,
      workers,
      peakMemoryBytes: this.#context.peakMemoryBytes(),
      contentId: this.contentId,
      phases: this.#phases.map((phase) => this.#recordedPhase(phase)),
      rejected: this.rejected ?? (await rejectedIn(this.#rejected, schema)),
    };
  }

  #hear(event: NtomEvent): void {
    if (event.type === 'phase-started') this.#begin(event);
    if (event.type === 'rejected') this.#rejected.push(event);
    const phase = 'phase' in event ? this.#phases.findLast((each) => each.phase === event.phase) : undefined;
    if (phase === undefined) return;
    if (event.type === 'table-started') phase.begun.set(event.table, this.#ms());
    if (event.type === 'table-finished') this.#finishTable(phase, event);
    if (event.type === 'phase-finished') phase.finished = { rows: event.rows, ms: event.ms };
  }

  #begin({ phase }: EventOf<'phase-started'>): void {
    if (phase !== 'extract' && phase !== 'load' && phase !== 'verify') return;
    this.#phases.push({ phase, startedMs: this.#ms(), begun: new Map(), tables: [], finished: null });
  }

  /** A table without rows may end without having begun. */
  #finishTable(phase: PhaseHeard, { table, rows, parts, bytes }: EventOf<'table-finished'>): void {
    const endedMs = this.#ms();
    phase.tables.push({ table, rows, parts, bytes, startedMs: phase.begun.get(table) ?? endedMs, endedMs });
  }

  #recordedPhase({ phase, startedMs, tables, finished }: PhaseHeard): RecordedPhase {
    const rows = finished?.rows ?? tables.reduce((sum, table) => sum + table.rows, 0);
    return { phase, rows, ms: finished?.ms ?? this.#ms() - startedMs, tables };
  }

  #ms(): number {
    return Math.round(this.#context.now() - this.#startedMs);
  }
}
