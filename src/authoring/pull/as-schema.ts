import type { Pulled, PulledNote } from '../../dialects/pulled.ts';
import { inFileOrder, inKeyOrder, reorderedNotes } from './in-file-order.ts';
import { NamesInUse } from './names-in-use.ts';
import { renameIndexes, renameKeys } from './rename-keys.ts';
import { sayableNamed, sayableTables } from './sayable-tables.ts';
import type { SchemaContent } from './schema-text/schema-text.ts';
import { withoutUsers } from './without-users.ts';

/** A database as a schema can say it, and notes on what it cannot, or says otherwise. */
export interface AsSchema {
  readonly content: SchemaContent;
  readonly notes: readonly PulledNote[];
}

/**
 * What was pulled, with names that a schema takes: tables and views keep theirs or are left out, keys and checks get another
 * one if need be. Lists are in the order of the file.
 */
export function asSchema(version: number, pulled: Pulled): AsSchema {
  const relations = new NamesInUse();
  const tables = sayableTables(pulled, relations);
  const named = sayableNamed(pulled.views, 'view', relations);
  const kept = [...tables.kept, ...named.kept].map(({ name }) => name);
  const all = [...pulled.tables, ...pulled.views].map(({ name }) => name);
  const gone = [...pulled.beyond, ...all.filter((name) => !kept.includes(name))];
  const usable = withoutUsers({ ...pulled, views: named.kept }, gone, kept);
  const triggers = sayableNamed(usable.triggers, 'trigger', new NamesInUse());
  const keys = renameKeys(tables.kept, relations);
  const indexes = renameIndexes(usable.indexes, relations);
  const content = {
    version,
    tables: inKeyOrder(keys.kept.map(inFileOrder)),
    indexes: inKeyOrder(indexes.kept),
    views: inKeyOrder(usable.views),
    triggers: inKeyOrder(triggers.kept),
  };
  const orders = [
    ...reorderedNotes(null, 'tables', tables.kept),
    ...tables.kept.flatMap(({ name, columns }) => reorderedNotes(name, `columns of ${name}`, columns)),
  ];
  const parts = [tables, named, usable, triggers, keys, indexes];
  return { content, notes: [...pulled.notes, ...parts.flatMap(({ notes }) => notes), ...orders] };
}
