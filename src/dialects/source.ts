import type { SchemaDefinition } from '../schema/definition.ts';
import type { RowSink } from './row-sink.ts';
import type { Pulled } from './pulled.ts';

/** A value bound to a query's placeholder. Integral numbers are bound as integers. */
export type SqlParameter = null | number | bigint | string | boolean | Uint8Array;

/** SQL of one engine with the values of its `?` placeholders. */
export interface BoundQuery {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
}

/**
 * Keys from `from` (included) to `to` (included; null: no end) of one integer column. What an engine keeps between two integers
 * belongs to the range of the lower one, so that ranges without a gap leave no row out.
 */
export interface KeyRange {
  readonly column: string;
  readonly from: bigint;
  readonly to: bigint | null;
}

/** A query as one chunk reads it: in the order of `orderBy`, only the rows of `range`. */
export interface ChunkQuery extends BoundQuery {
  /** Names of result columns. Compared byte by byte, so that the order is the same everywhere. */
  readonly orderBy: readonly string[];
  /** null: all rows. */
  readonly range: KeyRange | null;
  /** How many rows there are, where that is known: less or more of them than that are an error. */
  readonly rows?: number;
  /** Names of result columns of which a value may be long; left out: any may be. No batch is to fill the memory because of them. */
  readonly long?: readonly string[];
}

/** First and last value of a column, or why ranges of it cannot cut a query. */
export type KeyBounds =
  { readonly first: bigint; readonly last: bigint; readonly reason?: never } | { readonly reason: string };

export interface KeysQuery {
  readonly query: BoundQuery;
  /** Its result columns, one for each key. */
  readonly columns: readonly string[];
}

export interface ResultColumn {
  readonly name: string;
  /** The column of a table that this is, unchanged; null for an expression. */
  readonly origin: { readonly table: string; readonly column: string } | null;
}

export interface ColumnStructure {
  readonly name: string;
  /** As written in the database: `NVARCHAR(120)`; empty if it was declared without a type. */
  readonly declaredType: string;
  readonly nullable: boolean;
  readonly generated: boolean;
}

export interface TableStructure {
  readonly name: string;
  /** A module of the engine makes it, out of other tables or of nothing: no schema can say how. */
  readonly isVirtual: boolean;
  readonly columns: readonly ColumnStructure[];
  readonly primaryKey: readonly string[];
}

/** The one row of `ntom_schema`: which schema a database was made from, and from which extract. */
export interface SchemaRecord {
  readonly schema: number;
  readonly fingerprint: string;
  /** null: created empty. */
  readonly contentId: string | null;
  /** ISO 8601, UTC. */
  readonly loadedAt: string;
}

/** A row as the driver gave it, in the order of the result columns. */
export type RawRow = readonly unknown[];

/** Who can be asked about queries without reading a row. */
export interface QueryAsker {
  /**
   * The columns of a query's result.
   *
   * @throws {NtomError} `QUERY_REFUSED` when the engine does not take it.
   */
  resultColumns(query: BoundQuery): Promise<readonly ResultColumn[]>;

  /** The tables that the engine would read for a query. */
  tablesRead(query: BoundQuery): Promise<readonly string[]>;

  /** The query that reads columns of a table as they are. */
  tableQuery(table: string, columns: readonly string[]): BoundQuery;

  /** The query that reads columns, by name, and expressions of those rows of a table for which a condition holds; null: of all. */
  keysQuery(table: string, keys: readonly (string | BoundQuery)[], condition: string | null): KeysQuery;

  /** A query with only those of its rows for which a condition holds. */
  filtered(query: BoundQuery, condition: string): BoundQuery;
}

/** Sessions of other threads that have connected to the same database and read nothing yet. */
export interface FellowReaders {
  readonly count: number;
  /** Each begins its transaction: what it reads from now on is the state of this moment. Again: a new one. */
  begin(): Promise<void>;
  /** Each gives up its transaction and its connection: it is not to read. */
  end(): Promise<void>;
}

/** A row whose parent does not exist. */
export interface ReferenceViolation {
  readonly table: string;
  readonly foreignKey: string;
  readonly rows: number;
}

/** A fellow reader's own side: its snapshot is held from `begin` on. */
export interface FellowReader extends AsyncDisposable {
  begin(): Promise<void>;
  rows(query: ChunkQuery): AsyncIterable<readonly RawRow[]>;
  record(query: ChunkQuery, sink: RowSink): AsyncIterable<number>;
  brokenReferences(schema: SchemaDefinition): Promise<readonly ReferenceViolation[]>;
}

/** A database open for reading, in one snapshot from opening to disposal. It never writes. */
export interface Source extends QueryAsker, AsyncDisposable {
  /** Whether the fellow readers that it was opened with read the same snapshot; else they are not to read. */
  readonly isShared: boolean;

  readonly engineVersion: string;
  /** How the snapshot is held, for the manifest. */
  readonly snapshotMethod: string;

  /**
   * What the engine said of the database when the snapshot was about to be taken, for `Dialect.changeBetween`. Who wrote in between
   * has changed the database since. null: the engine cannot tell.
   */
  readonly changeToken: string | null;

  /** Every table with data in it, ntom's own and the engine's own left out. */
  structure(): Promise<readonly TableStructure[]>;

  /**
   * What the database is, as a schema would say it: tables in the order of their names, the columns of each in their own. Looks
   * at the rows where the declared types do not tell what is in a column. The same database gives the same answer.
   *
   * @param signal Ends it early, with its reason.
   */
  pull(signal: AbortSignal): Promise<Pulled>;

  /** null: the database was not made by ntom. */
  schemaRecord(): Promise<SchemaRecord | null>;

  /** A query with only those of its rows that have one of these keys, at least one, in columns. None of them is NULL. */
  withKeys(query: BoundQuery, columns: readonly string[], keys: readonly (readonly SqlParameter[])[]): BoundQuery;

  countRows(query: BoundQuery): Promise<number>;

  /**
   * How many rows of a query differ in result columns, of which there is at least one. Text is compared byte by byte, and
   * NULL equals NULL. `allNull`: whether NULL in all of them is one more.
   */
  countDistinct(query: BoundQuery, columns: readonly string[], allNull: 'counts' | 'does not count'): Promise<number>;

  /** The rows of a whole table. */
  countTable(table: string): Promise<number>;

  /**
   * First and last value of a result column, if ranges of it cut the query: every row has an integer there, and the engine seeks
   * by it, so that no range reads the rows of the others.
   *
   * @param orderBy Of the chunks.
   */
  keyBounds(query: BoundQuery, column: string, orderBy: readonly string[]): Promise<KeyBounds>;

  /**
   * The value of a column that has bounds, `skip` rows behind the first of those that are not below `from`, in their order; null:
   * there are not so many. Reads as many values of the index.
   */
  keyAt(query: BoundQuery, column: string, from: bigint, skip: number): Promise<bigint | null>;

  /** The rows of a chunk in batches. Text that is not valid in the database's encoding arrives as a `Refusal`. */
  rows(query: ChunkQuery): AsyncIterable<readonly RawRow[]>;

  /** Gives the same rows to a sink, in their order, and yields again and again how many it has got since. */
  record(query: ChunkQuery, sink: RowSink): AsyncIterable<number>;

  /** Foreign keys of a database of a schema that do not hold, each once. */
  brokenReferences(schema: SchemaDefinition): Promise<readonly ReferenceViolation[]>;

  /** The next value of a table's auto-increment column; null: it has none, or the engine keeps none. */
  nextId(table: string): Promise<bigint | null>;
}
