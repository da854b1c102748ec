import type { SchemaDefinition, TableDefinition } from '../schema/definition.ts';
import type { Limit } from './engine-rules.ts';
import type { EngineName, PerEngine } from './engines.ts';

/** What a schema says in the SQL of other engines only. */
export function leftOut(schema: SchemaDefinition, engine: EngineName): readonly Limit[] {
  const isFor = (sql: PerEngine<string>): boolean => typeof sql === 'string' || sql[engine] !== undefined;
  const missing = [
    ...schema.indexes.filter(({ sql }) => !isFor(sql)).map(({ name }) => `index ${name}`),
    ...schema.views.filter(({ sql }) => !isFor(sql)).map(({ name }) => `view ${name}`),
    ...schema.triggers.filter(({ sql }) => !isFor(sql)).map(({ name }) => `trigger ${name}`),
    ...schema.statements.flatMap((sql, index) => (isFor(sql) ? [] : [`statement ${index + 1}`])),
  ];
  return [...schema.tables.flatMap((table) => leftOutOf(table, isFor)), ...limitsOf(null, missing)];
}

function leftOutOf(table: TableDefinition, isFor: (sql: PerEngine<string>) => boolean): readonly Limit[] {
  const { columns, checks } = table;
  const where = `table ${table.name}`;
  const generated = columns.filter((column) => column.generated !== null && !isFor(column.generated.expression));
  const defaults = columns.filter(
    (column) => column.default !== null && 'sql' in column.default && !isFor(column.default.sql),
  );
  const unfilled = generated.filter(({ nullable }) => !nullable);
  return [
    ...unfilled.map(({ name }) => {
      return { where, reason: `nothing computes ${name}, which may not be NULL: no row goes in`, isRefused: true };
    }),
    ...limitsOf(where, [
      ...generated.filter(({ nullable }) => nullable).map(({ name }) => `the expression of ${name}`),
      ...defaults.map(({ name }) => `the default of ${name}`),
      ...checks.filter(({ expression }) => !isFor(expression)).map(({ name }) => `check ${name}`),
    ]),
  ];
}

function limitsOf(where: string | null, missing: readonly string[]): readonly Limit[] {
  if (missing.length === 0) return [];
  return [{ where, reason: `there is no SQL for ${missing.join(', ')}`, isRefused: false }];
}
