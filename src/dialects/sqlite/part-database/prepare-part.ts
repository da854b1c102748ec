import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { storedColumns, type ColumnType, type TableDefinition, type Value } from '../../../schema/definition.ts';
import type { LoadablePart, PreparedPart } from '../../target.ts';
import { fileFailure } from '../failures.ts';
import { finalName } from '../location.ts';
import { declaredTypes } from '../values.ts';
import type { CellKind } from './cell-buffer.ts';
import { PartDatabase } from './part-database.ts';
import { rowRefusal } from './row-refusal.ts';

/**
 * Makes a part database of the rows of one part. Needs no connection, and may be done in any thread. A failure leaves no file.
 *
 * @throws {NtomError} `LOAD_ROW_REFUSED` for a value that would change, `TARGET_UNWRITABLE`, and what reading the part throws.
 */
export async function preparePart(table: TableDefinition, part: LoadablePart, place: string): Promise<PreparedPart> {
  const file = `${place}-part-${randomBytes(4).toString('hex')}`;
  const writing = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw fileFailure(finalName(place), error);
    }
  };
  const kinds = storedColumns(table).map(({ type }) => cellKind(type));
  using database = writing(() => new PartDatabase(file, kinds));
  try {
    for await (const batch of part.batches()) {
      refuseMinusZero(table, part, batch, database.rows);
      writing(() => batch.forEach((row) => database.add(row)));
    }
    writing(() => database.finish());
    return { file, rows: database.rows };
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

function cellKind({ kind }: ColumnType): CellKind {
  const declared = declaredTypes[kind];
  if (declared === 'REAL') return 'real';
  return declared === 'INTEGER' ? 'integer' : 'bytes';
}

/** The engine stores a whole number as an integer, which has no sign at zero. `before`: rows of the part before the batch. */
function refuseMinusZero(
  table: TableDefinition,
  part: LoadablePart,
  batch: readonly (readonly Value[])[],
  before: number,
): void {
  for (const [index, { name, type }] of storedColumns(table).entries()) {
    if (type.kind !== 'real') continue;
    const at = batch.findIndex((row) => Object.is(row[index], -0));
    if (at === -1) continue;
    const reason = `${name} is -0.0, which a REAL column would turn into 0.0`;
    throw rowRefusal(table, { part: part.path, row: before + at + 1, values: batch[at] ?? [], reason });
  }
}
