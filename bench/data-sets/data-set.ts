import type { SchemaDefinition } from '../../src/schema/definition.ts';

/** What a source database is filled with: the same rows every time. */
export interface DataSet {
  /** `bench/projects/<project>.ts` has its schemas and its pipeline. */
  readonly project: string;
  readonly schema: SchemaDefinition;
  /** `rows`: of the largest table of the whole bench. */
  tables(rows: number): readonly TableRows[];
}

export interface TableRows {
  readonly table: string;
  readonly count: number;
  /** Rows in the order of the key, values in the order of the columns, as the driver binds them. */
  rows(): Iterable<readonly unknown[]>;
}
