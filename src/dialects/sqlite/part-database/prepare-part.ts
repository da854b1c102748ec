import { randomBytes } from 'node:crypto';
import { storedColumns, type TableDefinition, type Value } from '../../../schema/definition.ts';
import { discardFile } from '../../../failpoints/discard-file.ts';
import type { CsvReaders, LoadablePart, PreparedPart } from '../../target.ts';
import { fileFailure } from '../failures.ts';
import { finalName } from '../location.ts';
import type { RowWriter } from './cell-buffer.ts';
import { cellKinds } from './cell-kinds.ts';
import { PartDatabase } from './part-database.ts';
import { csvWriter, RecordTranscoder } from './record-transcoder.ts';
import { rowRefusal } from './row-refusal.ts';
import { valueWriter } from './row-values.ts';

/**
 * Makes a part database of the rows of one part. Needs no connection, and may be done in any thread. A failure leaves no file.
 *
 * The bytes of CSV become those of records without a value in between, as long as nothing is wrong or out of the ordinary. If
 * anything is, the part is begun again value by value, which says what.
 *
 * @throws {NtomError} `LOAD_ROW_REFUSED` for a value that would change, `TARGET_UNWRITABLE`, and what reading the part throws.
 */
export async function preparePart(table: TableDefinition, part: LoadablePart, place: string): Promise<PreparedPart> {
  const { readers } = part;
  const transcoded = readers === null ? null : await fromRecords(table, { part, readers, place });
  return transcoded ?? fromValues(table, part, place);
}

/** null: the values are to be looked at. */
async function fromRecords(
  table: TableDefinition,
  { part, readers, place }: { readonly part: LoadablePart; readonly readers: CsvReaders; readonly place: string },
): Promise<PreparedPart | null> {
  using building = new Building(place, csvWriter(table, readers));
  const transcoder = new RecordTranscoder(building.database);
  for await (const bytes of untilError(part.records())) {
    if (bytes === null || !building.writing(() => transcoder.take(bytes))) return null;
  }
  return transcoder.isWhole && building.database.rows === part.rows ? building.finish({ isOfTypes: true }) : null;
}

async function fromValues(table: TableDefinition, part: LoadablePart, place: string): Promise<PreparedPart> {
  using building = new Building(place, valueWriter(cellKinds(table)));
  const { database } = building;
  for await (const batch of part.batches()) {
    refuseMinusZero(table, part, batch, database.rows);
    building.writing(() => batch.forEach((row) => addRow(database, row)));
  }
  return building.finish({ isOfTypes: false });
}

function addRow(database: PartDatabase<readonly Value[]>, row: readonly Value[]): void {
  if (!database.add(row)) throw new RangeError('a row is too long');
}

/** The buffers before the first error, and null for it. */
async function* untilError(buffers: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | null> {
  try {
    yield* buffers;
  } catch {
    yield null;
  }
}

/** A part database of which the file goes unless it is finished. */
class Building<S> implements Disposable {
  readonly database: PartDatabase<S>;
  readonly #place: string;
  readonly #file: string;
  #isFinished = false;

  constructor(place: string, writer: RowWriter<S>) {
    this.#place = place;
    this.#file = `${place}-part-${randomBytes(4).toString('hex')}`;
    this.database = this.writing(() => new PartDatabase(this.#file, writer));
  }

  /** Does something that writes to the file. */
  writing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw fileFailure(finalName(this.#place), error);
    }
  }

  finish(known: Pick<PreparedPart, 'isOfTypes'>): PreparedPart {
    this.writing(() => this.database.finish());
    this.#isFinished = true;
    return { ...known, file: this.#file, rows: this.database.rows };
  }

  [Symbol.dispose](): void {
    this.database[Symbol.dispose]();
    if (!this.#isFinished) discardFile('pages.discard', this.#file);
  }
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
