import { Refusal, type Dialect } from '../dialects/dialect.ts';
import type { RawRow, Source } from '../dialects/source.ts';
import { failure } from '../errors.ts';
import { csvFormat } from '../format/csv.ts';
import { rowFormats } from '../format/formats.ts';
import { hashBytes64 } from '../format/hash64.ts';
import type { Manifest, ManifestTable } from '../format/manifest.ts';
import { rawRecord } from '../format/raw-record.ts';
import { RecordBytes } from '../format/record-bytes.ts';
import { keyFields, keyText } from '../format/row-key.ts';
import type { PartStore } from '../format/store.ts';
import { checkedBytes } from '../format/verify-parts.ts';
import { storedColumns, type TableDefinition, type Value } from '../schema/definition.ts';
import { longColumns } from '../schema/value-size.ts';

/** A row as far as it is compared. */
export interface HashedRow {
  /** Of the primary key; empty: the table has none. */
  readonly key: readonly (Value | Refusal)[];
  /** Stands for the key: equal keys have equal ones. Without a primary key, for the row. */
  readonly id: string;
  /** Of the record of the row, which has its key in it. */
  readonly hash: bigint;
}

/** Reads all rows of one side, again at each call. */
export type RowsOfSide = () => AsyncIterable<readonly HashedRow[]>;

interface Reading {
  readonly signal: AbortSignal;
  /** Called with the rows of each batch. */
  readonly onRows: (count: number) => void;
}

export interface ExtractSide extends Reading {
  readonly store: PartStore;
  readonly encoding: Manifest['encoding'];
  readonly written: ManifestTable;
}

/** The rows of a table of an extract, proved at each reading. */
export function rowsOfExtract(table: TableDefinition, side: ExtractSide): RowsOfSide {
  const { write } = csvFormat(table);
  const codec = rowFormats[side.encoding](table);
  const fields = primaryKey(table);
  const idOf = keyText({ table, columns: table.primaryKey });
  return async function* () {
    const records = new RecordBytes();
    const hashed = (row: readonly Value[]): HashedRow => {
      write(row, records);
      return rowOf(
        fields.map(({ index }) => row[index] ?? null),
        () => idOf(row),
        hashOf(records),
      );
    };
    for (const part of side.written.parts) {
      for await (const batch of codec.decode({ path: part.path, bytes: checkedBytes(side.store, part) })) {
        tell(side, batch.length);
        yield batch.map(hashed);
      }
    }
  };
}

export interface DatabaseSide extends Reading {
  readonly source: Source;
  readonly dialect: Dialect;
}

/** No record of an extract has it: that of a row with a value that is not of its column's type. */
const notOfTypes = 0n;

/** The rows of a table of a database, in whatever order it gives them. */
export function rowsOfDatabase(table: TableDefinition, side: DatabaseSide): RowsOfSide {
  const { source, dialect } = side;
  const columns = storedColumns(table);
  const tableQuery = source.tableQuery(
    table.name,
    columns.map(({ name }) => name),
  );
  const query = { ...tableQuery, range: null, orderBy: [], long: longColumns(table) };
  const write = rawRecord(table, dialect);
  const fields = primaryKey(table).map(({ type, index }) => ({ index, read: dialect.valueCodec(type).fromDriver }));
  const idOf = keyText({ table: keyTable(table), columns: table.primaryKey });
  return async function* () {
    const records = new RecordBytes();
    const hashed = (raw: RawRow): HashedRow => {
      const hash = write(raw, records) ? hashOf(records) : notOfTypes;
      const key = fields.map(({ index, read }) => read(raw[index]));
      return rowOf(key, () => (isKey(key) ? idOf(key) : null) ?? `not a key: ${key.map(shownRaw).join()}`, hash);
    };
    for await (const batch of source.rows(query)) {
      tell(side, batch.length);
      yield batch.map(hashed);
    }
  };
}

function primaryKey(table: TableDefinition): ReturnType<typeof keyFields> {
  return keyFields({ table, columns: table.primaryKey });
}

/** Only the columns of the primary key, in its order: that of the values which are read. */
function keyTable(table: TableDefinition): TableDefinition {
  const columns = primaryKey(table).flatMap(({ name }) => table.columns.filter((column) => column.name === name));
  return { ...table, columns };
}

function isKey(key: readonly (Value | Refusal)[]): key is readonly Value[] {
  return key.every((value) => value !== null && !(value instanceof Refusal));
}

function shownRaw(value: Value | Refusal): string {
  return value instanceof Refusal ? value.reason : String(value);
}

function rowOf(key: HashedRow['key'], idOf: () => string | null, hash: bigint): HashedRow {
  return { key, id: key.length === 0 ? hash.toString(16) : (idOf() ?? ''), hash };
}

/** Takes the record. */
function hashOf(records: RecordBytes): bigint {
  const hash = hashBytes64(records.written);
  records.cut(0);
  return hash;
}

function tell({ signal, onRows }: Reading, count: number): void {
  if (signal.aborted) throw failure('INTERRUPTED', { what: 'rollback-report' });
  onRows(count);
}
