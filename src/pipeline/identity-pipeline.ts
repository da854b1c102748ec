import { storedColumns, type SchemaDefinition, type TableDefinition } from '../schema/definition.ts';
import type { PipelineDefinition, TableQuery } from './definition.ts';

/** Every table as it is: `extract 3` without a pipeline, to move a database. */
export function identityPipeline(schema: SchemaDefinition): PipelineDefinition {
  return { name: String(schema.version), from: schema, to: schema, tables: schema.tables.map(wholeTable), drops: {} };
}

function wholeTable(table: TableDefinition): TableQuery {
  const columns = storedColumns(table).map((column) => column.name);
  return copyOf(table.name, columns, {});
}

/** The query that copies columns of the table of the same name. */
export function copyOf(table: string, columns: readonly string[], constants: TableQuery['constants']): TableQuery {
  const origin = { kind: 'table', table, columns } as const;
  const counts = [{ kind: 'each', tables: [table], where: null } as const];
  return { table, origin, counts, constants, chunkBy: null, map: null };
}
