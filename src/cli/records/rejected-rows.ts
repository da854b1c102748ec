import type { NtomEvent } from '../../events.ts';
import { MessageShape } from '../../extract/rehearse/message-shape.ts';
import { RejectReasons, type RejectReason } from '../../extract/rehearse/reject-reasons.ts';
import { maskedColumns } from '../../fixture/masked-columns.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import type { RejectedTable } from './run-record.ts';

/** What is shown of a value that is personal data. */
const withheld = '…';

/** The rejected rows that events told of, by the files that they name. */
export async function rejectedIn(
  events: readonly Extract<NtomEvent, { type: 'rejected' }>[],
  schema: SchemaDefinition,
): Promise<readonly RejectedTable[]> {
  if (events.length === 0) return [];
  const reasons = new RejectReasons();
  for (const { file } of events) await reasons.read(file);
  return rejectedTables(events, reasons.list, schema);
}

/** Rejected rows for a record: by table, without personal data. */
export function rejectedTables(
  tables: readonly { readonly table: string; readonly rows: number }[],
  reasons: readonly RejectReason[],
  schema: SchemaDefinition,
): readonly RejectedTable[] {
  const isPersonal = personalIn(schema);
  return tables.map(({ table, rows }) => ({
    table,
    rows,
    reasons: reasons.filter((reason) => reason.table === table).map((reason) => recordedReason(reason, isPersonal)),
  }));
}

export type IsPersonal = (table: string, column: string) => boolean;

/** With marks that contradict each other, every column counts as personal. */
export function personalIn(schema: SchemaDefinition): IsPersonal {
  try {
    const masked = maskedColumns(schema);
    return (table, column) => masked.some((each) => each.table === table && each.column === column);
  } catch {
    return () => true;
  }
}

function recordedReason(reason: RejectReason, isPersonal: IsPersonal): RejectedTable['reasons'][number] {
  const { table, column, message, rows, examples } = reason;
  // Of a whole row, and of a key, the message may show any column.
  const isWithheld = column === null || column.split(', ').some((each) => isPersonal(table, each));
  return {
    column,
    message: isWithheld ? MessageShape.withoutValues(message) : message,
    rows,
    examples: examples.map(({ row, key }) => ({ row, key: withoutPersonal(table, key, isPersonal) })),
  };
}

/** Keys come from a file of JSON. */
function withoutPersonal(
  table: string,
  key: Readonly<Record<string, unknown>>,
  isPersonal: IsPersonal,
): RejectedTable['reasons'][number]['examples'][number]['key'] {
  return Object.fromEntries(
    Object.entries(key).map(([column, value]) => [column, isPersonal(table, column) ? withheld : shown(value)]),
  );
}

function shown(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
