import { MessageShape } from '../../extract/rehearse/message-shape.ts';
import { personalIn } from '../records/rejected-rows.ts';
import type { RunRecord } from '../records/run-record.ts';
import type { ReportFacts } from './facts.ts';

export interface ShownReason {
  readonly table: string;
  /** null: the whole row. */
  readonly column: string | null;
  readonly message: string;
  readonly rows: number;
  /** `row 12 (id 7)`. */
  readonly examples: readonly string[];
}

/** How much of a text is shown that nobody marked as personal. In characters. */
const shownLength = 24;

/** The rejected rows of a run as a report may show them: what the schema marks as personal now is withheld, whatever the record says. */
export function shownReasons(run: RunRecord, { to }: ReportFacts): readonly ShownReason[] {
  const isPersonal = personalIn(to);
  return run.rejected.flatMap(({ table, reasons }) =>
    reasons.map(({ column, message, rows, examples }) => ({
      table,
      column,
      message:
        column === null || column.split(', ').some((each) => isPersonal(table, each))
          ? MessageShape.withoutValues(message)
          : shortened(message, 160),
      rows,
      examples: examples.map(({ row, key }) => {
        const cells = Object.entries(key).map(
          ([name, value]) => `${name} ${isPersonal(table, name) ? '…' : shownValue(value)}`,
        );
        return cells.length === 0 ? `row ${row}` : `row ${row} (${cells.join(', ')})`;
      }),
    })),
  );
}

function shownValue(value: unknown): string {
  return shortened(typeof value === 'string' ? value : JSON.stringify(value), shownLength);
}

function shortened(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
