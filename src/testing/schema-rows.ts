import type { Row, Schema, TableName } from '../schema/schema.ts';

/** The rows of a schema by table. */
export type SchemaRows<S extends Schema> = { readonly [T in TableName<S>]: Row<S, T>[] };
