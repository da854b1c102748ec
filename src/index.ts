export { config } from './project/config.ts';
export {
  bigint,
  blob,
  bool,
  date,
  datetime,
  decimal,
  enumeration,
  int,
  json,
  real,
  text,
  time,
  uuid,
} from './schema/column-types.ts';
export type { MaskFunction, MaskKind, MaskRandom } from './schema/privacy.ts';
export { schema, type Row, type Schema, type TableName } from './schema/schema.ts';
export { table } from './schema/table.ts';
export { copy } from './pipeline/copy.ts';
export { pipeline, type Pipeline } from './pipeline/pipeline.ts';
export { sql } from './pipeline/sql.ts';
export { todo } from './pipeline/todo.ts';
export { assertSchema, databaseName, schemaVersionOf } from './guard.ts';
export { NtomError } from './errors.ts';
