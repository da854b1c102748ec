import { finding } from '../../../../finding.ts';
import type { PulledNote } from '../../../pulled.ts';
import { isSameName } from './parent-of.ts';
import { builtInCollations } from './plain-index.ts';
import type { RawTable } from './raw-table.ts';

/** What of a table a schema cannot say, apart from references and indexes. */
export function tableNotes(table: RawTable): readonly PulledNote[] {
  return [...declarationNotes(table), ...conflictNotes(table), ...collationNotes(table), ...keyNotes(table)];
}

function note({ name }: RawTable, column: string | null, what: string, reason: string): PulledNote {
  return { table: name, column, finding: finding('PULL_NOT_EXPRESSED', { what, reason }) };
}

function declarationNotes(table: RawTable): readonly PulledNote[] {
  if (table.problem === null) return [];
  const what = `whatever checks, collations, generated columns and names the declaration of ${table.name} has`;
  return [note(table, null, what, `it cannot be read: ${table.problem}`)];
}

function conflictNotes(table: RawTable): readonly PulledNote[] {
  return table.declaration.conflictClauses.map((clause) =>
    note(table, null, `${clause} in ${table.name}`, 'a conflict is an error in every database that ntom makes'),
  );
}

function collationNotes(table: RawTable): readonly PulledNote[] {
  return table.columns.flatMap(({ name, declaration: { collation } }) =>
    collation === null || builtInCollations.includes(collation.toUpperCase())
      ? []
      : [note(table, name, `the collation ${collation} of ${table.name}.${name}`, "it is the application's own")],
  );
}

/** One column is found as well from the other end; several are not if their orders differ. */
function keyNotes(table: RawTable): readonly PulledNote[] {
  const key = table.declaration.primaryKey;
  const isMixed = key !== null && new Set(key.descending).size > 1;
  const order = isMixed
    ? [note(table, null, `the descending order in the primary key of ${table.name}`, 'a primary key is ascending')]
    : [];
  const index = table.indexes.find(({ origin }) => origin === 'pk');
  const collated = index?.columns.find(({ name, collation }) => {
    const column = table.columns.find((each) => each.name === name);
    return column !== undefined && !isSameName(collation, column.declaration.collation ?? 'BINARY');
  });
  if (collated === undefined) return order;
  const what = `the collation ${collated.collation} of the primary key of ${table.name}`;
  return [...order, note(table, collated.name, what, `a primary key has the collations of its columns`)];
}
