import type { Database } from 'better-sqlite3';
import { finding } from '../../../finding.ts';
import type { Pulled, PulledNote } from '../../pulled.ts';
import { equalKinds } from './table/equal-kinds.ts';
import { withForeignKeys } from './table/foreign-keys.ts';
import { otherIndexes } from './table/other-indexes.ts';
import { readTables, virtualTables } from './table/read-tables.ts';
import { tableDefinition } from './table/table-definition.ts';
import { tableNotes } from './table/table-notes.ts';
import { typedTable } from './table/typed-table.ts';
import { triggers, views } from './views-and-triggers.ts';

/**
 * What a database is, as a schema would say it, whatever made it. `database`: open for reading in one transaction. All its rows
 * are read once: the declared types promise little.
 */
export function pullDatabase(database: Database): Pulled {
  const raws = readTables(database);
  const typed = equalKinds(raws.map((raw) => typedTable(database, raw)));
  const unlinked = typed.map(tableDefinition);
  const linked = unlinked.map((table, index) => withForeignKeys(table, raws[index] ?? missing(), unlinked, raws));
  const indexes = raws.map(otherIndexes);
  return {
    tables: linked.map(({ table }) => table),
    indexes: indexes.flatMap((each) => each.indexes),
    views: views(database),
    triggers: triggers(database),
    notes: [
      ...raws.flatMap((raw, index) => [
        ...tableNotes(raw),
        ...(typed[index]?.notes ?? []),
        ...(linked[index]?.notes ?? []),
        ...(indexes[index]?.notes ?? []),
      ]),
      ...virtualTables(database).map(virtualNote),
    ],
  };
}

function missing(): never {
  throw new TypeError('every table has been read');
}

function virtualNote(name: string): PulledNote {
  const reason = 'it is virtual: what makes it is no part of a schema';
  return { table: name, column: null, finding: finding('PULL_NOT_EXPRESSED', { what: `the table ${name}`, reason }) };
}
