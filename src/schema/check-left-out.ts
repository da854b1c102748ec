import { failure } from '../errors.ts';
import type { SchemaStructure } from './definition.ts';

/** Refuses names of what is in the schema after all, columns of tables that are not, and missing reasons. */
export function checkLeftOut({ tables }: SchemaStructure, leftOut: Readonly<Record<string, unknown>>): void {
  const columns = tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`));
  const known = new Set([...tables.map(({ name }) => name), ...columns]);
  for (const [name, reason] of Object.entries(leftOut)) {
    const refuse = (problem: string) => failure('SCHEMA_BAD_LEFT_OUT', { name, problem });
    if (known.has(name)) throw refuse('is in the schema');
    if (typeof reason !== 'string' || reason.trim() === '') throw refuse('has no reason');
  }
}
