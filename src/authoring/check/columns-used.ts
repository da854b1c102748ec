import type { EmptyDatabase } from '../../dialects/empty-database.ts';
import type { TableDefinition } from '../../schema/definition.ts';
import type { TakenQuery } from './check-queries.ts';

/** The columns of a table of schema N that queries use. Those that one returns as they are need no question. */
export async function columnsUsed(
  database: EmptyDatabase,
  table: TableDefinition,
  readers: readonly TakenQuery[],
): Promise<ReadonlySet<string>> {
  const origins = readers.flatMap(({ columns }) => columns.map(({ origin }) => origin));
  const returned = new Set(origins.flatMap((origin) => (origin?.table === table.name ? [origin.column] : [])));
  const columns = table.columns.filter(({ name }) => !returned.has(name));
  const queries = readers.map(({ query }) => query);
  const used = new Set([...returned, ...(await database.columnsUsed({ ...table, columns }, queries))]);
  return withTheirSources(table, used);
}

/** A generated column that is used uses what its expression names. */
function withTheirSources(table: TableDefinition, used: ReadonlySet<string>): ReadonlySet<string> {
  const expressions = table.columns.flatMap(({ name, generated }) =>
    generated === null || !used.has(name)
      ? []
      : typeof generated.expression === 'string'
        ? [generated.expression]
        : Object.values(generated.expression),
  );
  const text = expressions.join('\n').toLowerCase();
  const words = new Set(text.match(/[\p{L}_][\p{L}\p{N}_$]*/gu));
  const isNamed = (name: string): boolean => words.has(name) || (!/^\w+$/.test(name) && text.includes(name));
  const named = table.columns.filter(({ name }) => isNamed(name.toLowerCase()));
  const all = new Set([...used, ...named.map(({ name }) => name)]);
  return all.size === used.size ? all : withTheirSources(table, all);
}
