import type { Database } from 'better-sqlite3';
import { finding } from '../../../finding.ts';
import type { Pulled, PulledNote } from '../../pulled.ts';
import { sqlRules } from '../sql-rules.ts';
import { fileNotes } from './file-notes.ts';
import { equalKinds } from './table/equal-kinds.ts';
import { withForeignKeys } from './table/foreign-keys.ts';
import { otherIndexes } from './table/other-indexes.ts';
import { readTables, virtualTables } from './table/read-tables.ts';
import { tableDefinition } from './table/table-definition.ts';
import { tableNotes } from './table/table-notes.ts';
import { typedTable, untoldNotes, type TypedTable } from './table/typed-table.ts';
import { triggers, views } from './views-and-triggers.ts';

/**
 * What a database is, as a schema would say it, whatever made it. `database`: open for reading in one transaction, with integers
 * as bigint. All its rows are read once: declared types promise little. It yields now and then, for others to have a turn.
 */
export function* pullDatabase(database: Database): Generator<void, Pulled> {
  const looked: TypedTable[] = [];
  for (const raw of readTables(database)) looked.push(yield* typedTable(database, raw));
  const typed = equalKinds(looked);
  const raws = typed.map(({ raw }) => raw);
  const unlinked = typed.map(tableDefinition);
  const tables = typed.map((each, index) => {
    const linked = withForeignKeys(unlinked[index] ?? tableDefinition(each), each.raw, unlinked, raws);
    const { indexes, notes } = otherIndexes(each.raw);
    return {
      table: linked.table,
      indexes,
      notes: [...tableNotes(each.raw), ...each.notes, ...untoldNotes(each), ...linked.notes, ...notes],
    };
  });
  const seen = views(database);
  const virtual = virtualTables(database);
  return {
    tables: tables.map(({ table }) => table),
    indexes: tables.flatMap(({ indexes }) => indexes),
    views: seen.views,
    triggers: triggers(database),
    beyond: virtual,
    lexemes: sqlRules.lexemes,
    notes: [
      ...tables.flatMap(({ notes }) => notes),
      ...virtual.map(virtualNote),
      ...seen.notes,
      ...fileNotes(database),
    ],
  };
}

function virtualNote(name: string): PulledNote {
  const reason = 'it is virtual: what makes it is no part of a schema';
  return { table: name, column: null, finding: finding('PULL_NOT_EXPRESSED', { what: `the table ${name}`, reason }) };
}
