import type { PulledNote } from '../../dialects/pulled.ts';
import { derivedName } from '../../schema/derived-name.ts';
import type { NamedSql, TableDefinition } from '../../schema/definition.ts';
import { NamesInUse, nameFor } from './names-in-use.ts';
import { renamedIndex } from './renamed-index.ts';
import type { Kept } from './sayable-tables.ts';

/** Tables whose keys, checks and references have names that differ in the whole schema, as `schema()` asks for. */
export function renameKeys(tables: readonly TableDefinition[], relations: NamesInUse): Kept<TableDefinition> {
  const checks = new NamesInUse();
  const references = new NamesInUse();
  const notes: PulledNote[] = [];
  const kept = tables.map((table): TableDefinition => {
    const renamed = <T extends { readonly name: string }>(list: readonly T[], kind: Kind<T>): readonly T[] => {
      const given = list.map((item, index) =>
        nameFor(renamable(table, item, kind.what, kind.derive(item, index)), kind.names),
      );
      notes.push(...given.flatMap((each) => each.notes));
      return list.map((item, index) => ({ ...item, name: given[index]?.name ?? item.name }));
    };
    const byColumns = (suffix: string) => (key: WithColumns) => derivedName(table.name, ...key.columns, suffix);
    const numbered = (_: object, index: number) => derivedName(table.name, 'check', index + 1);
    return {
      ...table,
      uniques: renamed(table.uniques, { what: 'unique key', names: relations, derive: byColumns('unique') }),
      indexes: renamed(table.indexes, { what: 'index', names: relations, derive: byColumns('index') }),
      checks: renamed(table.checks, { what: 'check', names: checks, derive: numbered }),
      foreignKeys: renamed(table.foreignKeys, { what: 'foreign key', names: references, derive: byColumns('fkey') }),
    };
  });
  return { kept, notes };
}

interface WithColumns {
  readonly columns: readonly string[];
}

interface Kind<T> {
  readonly what: string;
  readonly names: NamesInUse;
  readonly derive: (item: T, index: number) => string;
}

function renamable(table: TableDefinition, { name }: { readonly name: string }, what: string, derived: string) {
  return { what: `${what} of ${table.name}`, table: table.name, name, derived };
}

/** Indexes that are whole statements: their names are in those too. */
export function renameIndexes(indexes: readonly NamedSql[], relations: NamesInUse): Kept<NamedSql> {
  const given = indexes.map(({ name, sql }) => {
    const taken = nameFor({ what: 'index', table: null, name, derived: derivedName(name, 'index') }, relations);
    return {
      notes: taken.notes,
      index: { name: taken.name, sql: taken.name === name ? sql : renamedIndex(sql, taken.name) },
    };
  });
  return { kept: given.map(({ index }) => index), notes: given.flatMap(({ notes }) => notes) };
}
