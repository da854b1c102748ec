import { fileSize, grouped } from '../../report/numbers.ts';
import type { RecordedPhase, RunRecord } from '../../records/run-record.ts';
import { dataTable } from '../data-table.ts';
import type { ReportFacts } from '../facts.ts';
import { timeFigure } from '../figures/time-figure.ts';
import { markup, type Html } from '../html.ts';
import { shortTime } from '../short-time.ts';
import { perSecond } from '../per-second.ts';
import { notKnown, type Section } from './section.ts';

export function timeSection({ runs }: ReportFacts): Section {
  const title = 'Time and throughput';
  const known = runs.filter(({ phases }) => phases.length > 0);
  if (known.length === 0) return { id: 'time', title, body: [notKnown('Not known: no run of this step is recorded.')] };
  const ordered = known.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  return { id: 'time', title, body: [phasesTable(ordered), ...ordered.flatMap(runHtml)] };
}

function phasesTable(runs: readonly RunRecord[]): Html {
  const rows = runs.flatMap((run) =>
    run.phases.map(({ phase, rows: count, ms }) => [
      `${run.command} ${run.subject}`,
      phase,
      grouped(count),
      shortTime(ms),
      perSecond(count, ms) ?? '',
      String(run.workers),
      fileSize(run.peakMemoryBytes),
      run.outcome,
    ]),
  );
  const head = ['Run', 'Phase', 'Rows', 'Time', 'Throughput', 'Workers', 'Peak memory', 'Ended'];
  return dataTable({ caption: 'Runs', head, rows, figures: [2, 3, 4, 5, 6] });
}

function runHtml(run: RunRecord): readonly Html[] {
  const phases = run.phases.filter(({ tables }) => tables.length > 0);
  return phases.map((phase) => phaseHtml(run, phase));
}

function phaseHtml(run: RunRecord, phase: RecordedPhase): Html {
  const what = run.command === phase.phase ? phase.phase : `${run.command}: ${phase.phase}`;
  const rows = phase.tables.map(({ table, rows: count, parts, bytes, startedMs, endedMs }) => {
    const ms = endedMs - startedMs;
    return [
      table,
      grouped(count),
      grouped(parts),
      fileSize(bytes),
      shortTime(startedMs),
      shortTime(ms),
      perSecond(count, ms) ?? '',
    ];
  });
  const head = ['Table', 'Rows', 'Parts', 'Size', 'Began at', 'Time', 'Throughput'];
  const caption = `Tables of ${run.command} ${run.subject}, ${phase.phase}`;
  return markup`<h3>${what}, ${shortTime(phase.ms)}</h3>
    ${timeFigure(phase, `${run.command} ${run.subject}, ${phase.phase}`, `time-${run.command}-${phase.phase}`)}
    <details>
      <summary>Figures of each table</summary>
      ${dataTable({ caption, head, rows, figures: [1, 2, 3, 4, 5, 6] })}
    </details>`;
}
