import { counted, grouped } from '../../report/numbers.ts';
import { dataTable } from '../data-table.ts';
import { runOf, type ReportFacts } from '../facts.ts';
import { markup, type Html } from '../html.ts';
import { shownReasons } from '../rejected.ts';
import type { RunRecord } from '../../records/run-record.ts';
import { notKnown, type Section } from './section.ts';

export function rejectedSection(facts: ReportFacts): Section {
  const runs = [runOf(facts, 'extract'), runOf(facts, 'rehearse')].filter((run) => run !== undefined);
  const body = [
    ...(facts.extract === null
      ? []
      : [
          markup`<p>
            No row is missing from the extract for being refused: an extract with rejected rows does not come to be.
          </p>`,
        ]),
    ...runs.map((run) => runHtml(run, facts)),
    ...(runs.length === 0 ? [notKnown('No run is recorded in which rows could have been refused.')] : []),
  ];
  return { id: 'rejected', title: 'Rows that were refused', body };
}

function runHtml(run: RunRecord, facts: ReportFacts): Html {
  const total = run.rejected.reduce((sum, { rows }) => sum + rows, 0);
  const what = `${run.command} ${run.subject}, ${run.finishedAt}`;
  if (total === 0) return markup`<p>${what}: none.</p>`;
  const rows = shownReasons(run, facts).map(({ table, column, message, rows: count, examples }) => [
    table,
    column ?? 'the row',
    message,
    grouped(count),
    examples.join('; '),
  ]);
  const head = ['Table', 'Column', 'Why', 'Rows', 'Examples'];
  const table = dataTable({ caption: `Refused by ${what}`, head, rows, figures: [3] });
  return markup`<p>
      ${what}: ${counted(total, 'row')}. Values of columns marked as personal are not shown; long texts are cut.
    </p>
    ${table}`;
}
