import type { ColumnKind, ColumnType, SchemaDefinition, TableDefinition, Value } from '../schema/definition.ts';
import type { Change } from './change.ts';
import type { Copies } from './copies.ts';
import type { Diagnosis, DiagnosisRequest } from './diagnosis.ts';
import type { EmptyDatabase } from './empty-database.ts';
import type { EngineName } from './engines.ts';
import type { Leftover } from './leftover.ts';
import type { DatabaseLocation, LocationData } from './location.ts';
import type { MemoryDatabases } from './memory.ts';
import type { Removal } from './removal.ts';
import type { FellowReader, FellowReaders, Source } from './source.ts';
import type { LoadablePart, PreparedPart, Target, TargetOptions } from './target.ts';

/**
 * What differs between engines, and nothing else. One folder an engine, each with the same file names; the phases know only
 * this contract. Facts about an engine are data in `capabilities`; SQL is made by pure functions; connections are opened
 * here only.
 */
export interface Dialect {
  readonly engine: EngineName;
  readonly capabilities: Capabilities;

  /** The database of version N of an application at a place: `sqlite:./data` holds `./data/app_v3.db`. */
  locate(place: string, app: string, version: number): DatabaseLocation;

  /**
   * A database at a place by the name that it has, whatever made it: `sqlite:./data` and `old/dev.db`, a file from its folder.
   *
   * @throws {NtomError} `DATABASE_NAME_WRONG`.
   */
  locateNamed(place: string, name: string): DatabaseLocation;

  /** The versions of `app` that exist at a place, ascending. Opens none of them. */
  versionsAt(place: string, app: string): Promise<readonly number[]>;

  /** How a column type's values cross the driver. */
  valueCodec(type: ColumnType): ValueCodec;

  /** How the value of an expression, which has no column type, reaches a pipeline's `.map`. */
  readonly readExpression: (raw: unknown) => Value | Refusal;

  /** What is wrong when a column of that declared type is to hold values of a column type; null: nothing. */
  typeMismatch(declaredType: string, type: ColumnType): string | null;

  /**
   * Opens an existing database for reading in one snapshot, together with fellow readers if the engine can: `isShared` says so.
   *
   * @throws {NtomError} `SOURCE_MISSING`, `SOURCE_NOT_A_DATABASE`, `SOURCE_LOCKED`, `SOURCE_UNREADABLE`.
   */
  openSource(location: DatabaseLocation, fellows?: FellowReaders): Promise<Source>;

  /** Connects a fellow reader, in a thread of its own. Throws what `openSource` throws. */
  openFellow(location: DatabaseLocation): Promise<FellowReader>;

  /**
   * What the engine says of a database now, as `Source.changeToken` is of a snapshot. Opens no database. null: there is none, or it
   * cannot be told. On a server it throws what connecting throws.
   */
  changeToken(location: DatabaseLocation): Promise<string | null>;

  /** What two tokens tell, of which the second is the later one. */
  changeBetween(then: string, now: string): Change;

  /** A location again, from its plain data. */
  locationFrom(data: LocationData): DatabaseLocation;

  /**
   * Begins a new database beside `location`, under a name of its own until it is published.
   *
   * It is locked until the target is disposed of. What a run that was ended has left of it is removed first, or gone on with.
   *
   * @throws {NtomError} `TARGET_LOCKED`; `TARGET_EXISTS` unless `replace`; `TARGET_IN_USE`; `TARGET_UNWRITABLE`.
   */
  createTarget(location: DatabaseLocation, schema: SchemaDefinition, options: TargetOptions): Promise<Target>;

  /**
   * Does all the work on a part that needs no connection to the target, in any thread. `place`: `Target.place`. A failure leaves
   * nothing there. null: the engine does everything in `Target.load`.
   *
   * @throws {NtomError} `LOAD_ROW_REFUSED`, `TARGET_UNWRITABLE`, and what the part's rows throw.
   */
  readonly preparePart: ((table: TableDefinition, part: LoadablePart, place: string) => Promise<PreparedPart>) | null;

  /**
   * Makes an empty database of a schema that is nobody else's: in memory, or beside `location`, of which it touches nothing.
   *
   * @throws {NtomError} `TARGET_REFUSED_STATEMENT` for what the engine does not take of the schema; on a server what building a
   *   database throws.
   */
  openEmpty(location: DatabaseLocation, schema: SchemaDefinition): Promise<EmptyDatabase>;

  readonly copies: Copies;

  readonly removal: Removal;

  /**
   * Looks at the place of a database that may be loaded next: versions, settings, and what a load would refuse before its first row.
   *
   * @throws {NtomError} On a server what connecting throws.
   */
  diagnose(request: DiagnosisRequest): Promise<Diagnosis>;

  /** null: the engine has no databases in memory. */
  readonly memory: MemoryDatabases | null;

  /** What runs that were ended have left at a place, or are at work on. Only what is certainly ours. Changes nothing. */
  leftoversAt(place: string, app: string): Promise<readonly Leftover[]>;

  /** Removes what is left of making a database that is complete. Nothing, if somebody is at work on it. */
  removeLeftovers(location: DatabaseLocation): Promise<void>;
}

export interface Capabilities {
  /** Values that a column of a kind cannot hold there, and why. A load refuses them before its first row. */
  readonly unheldValues: { readonly [kind in ColumnKind]?: readonly UnheldValue[] };
}

export interface UnheldValue {
  readonly value: Value;
  readonly reason: string;
}

/** In the order in which a load runs them: tables, then rows, then the rest as listed. */
export interface SchemaDdl {
  readonly tables: readonly string[];
  readonly indexes: readonly string[];
  readonly views: readonly string[];
  readonly triggers: readonly string[];
  readonly statements: readonly string[];
}

/** A raw value that is not of the expected type, or cannot be represented. */
export class Refusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

export interface ValueCodec {
  /** A value as the driver gave it, unchanged in meaning; never coerced. */
  readonly fromDriver: (raw: unknown) => Value | Refusal;
  /** A validated value as the driver takes it. */
  readonly toDriver: (value: Value) => unknown;
}
