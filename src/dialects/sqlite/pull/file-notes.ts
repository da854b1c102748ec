import type { Database } from 'better-sqlite3';
import { finding } from '../../../finding.ts';
import type { PulledNote } from '../../pulled.ts';

/** Numbers that an application keeps in the head of the file. Those of a database that ntom made are no application's. */
export function fileNotes(database: Database): readonly PulledNote[] {
  const own = database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'ntom_schema'`).get();
  if (own !== undefined) return [];
  return [
    ...numberNote(database, 'user_version', 'a database that ntom makes has the number of its schema there'),
    ...numberNote(database, 'application_id', 'a database that ntom makes has none'),
  ];
}

function numberNote(database: Database, name: string, reason: string): readonly PulledNote[] {
  const number = String(database.pragma(name, { simple: true }));
  if (number === '0') return [];
  const details = { what: `${name} ${number}`, reason };
  return [{ table: null, column: null, finding: finding('PULL_NOT_EXPRESSED', details) }];
}
