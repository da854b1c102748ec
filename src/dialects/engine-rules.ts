import type { ColumnDefinition, SchemaDefinition, Value } from '../schema/definition.ts';
import type { EngineName } from './engines.ts';

/** What can be said of an engine without its driver and without a database. */
export interface EngineRules {
  readonly engine: EngineName;
  readonly sql: SqlRules;

  /** What of a schema the engine does not take, or does not make as the schema has it. In the order of the schema. */
  limits(schema: SchemaDefinition): readonly Limit[];

  /** Which values of its type a column keeps as they are, where the schema declares it more narrowly for the engine; null: all. */
  held(column: ColumnDefinition): HeldValues | null;
}

export interface HeldValues {
  /** Whether a value that is not NULL is surely one of them. */
  readonly holds: (value: Value) => boolean;
  /** Some that are, at the ends of what there is. */
  readonly examples: readonly Value[];
}

export interface Limit {
  /** `table city`; null: of the schema as a whole. */
  readonly where: string | null;
  readonly reason: string;
  /** true: no server of this engine takes it. false: some do, or it is left out without an error. */
  readonly isRefused: boolean;
}

/** How an engine reads SQL, as far as a check needs it. Names are in lower case. */
export interface SqlRules {
  readonly lexemes: SqlLexemes;
  /** Whether rows that a subquery has ordered reach an aggregate in that order. */
  readonly keepsSubqueryOrder: boolean;
  /** Functions that may give something else next time, or on another server. */
  readonly changingFunctions: ReadonlySet<string>;
  /** The same without parentheses. */
  readonly changingWords: ReadonlySet<string>;
  /** Functions of a time that take the present one where none is given; each with the number of arguments before it. */
  readonly timeFunctions: ReadonlyMap<string, number>;
}

/** What is not code in SQL, each as the source of a regular expression with the flag `s`. */
export interface SqlLexemes {
  readonly comment: RegExp;
  readonly string: RegExp;
  readonly quotedName: RegExp;
}
