import { personalValue } from '../compare/first-keys.ts';
import type { RollbackReport } from '../compare/run-rollback-report.ts';
import type { Change, TableChanges } from '../compare/table-changes.ts';
import { aligned } from './report/columns.ts';
import { counted, grouped } from './report/numbers.ts';
import { wayBackLines } from './way-back-text.ts';
import type { WayBack } from './way-back.ts';

interface Compared {
  readonly database: string;
  readonly extract: string;
  readonly back: WayBack | null;
}

/** What changed since a load, for people. */
export function rollbackText(
  { tables, beyond, loadedAt, from }: RollbackReport,
  { database, extract, back }: Compared,
): string {
  const touched = tables.filter(isTouched);
  const since = `since it was loaded from ${extract} at ${loadedAt}`;
  const same = tables.length - touched.length;
  return [
    touched.length === 0 ? `no row of ${database} changed ${since}` : `${database} ${since}`,
    ...(touched.length === 0 ? [] : [aligned(touched.map(tableCells)), ...touched.flatMap(keyLines)]),
    ...(touched.length > 0 && same > 0 ? [`  the same in ${counted(same, 'table')}`] : []),
    ...(touched.some(({ changed }) => changed === null) ? [withoutKeys] : []),
    ...(beyond.length === 0 ? [] : [`not compared, the schema has none of them: ${beyond.join(', ')}`]),
    ...(back === null
      ? [`its rows were copied from a database of schema ${from}: there is no release to go back to`]
      : wayBackLines(back, database, touched.length > 0)),
  ].join('\n');
}

const withoutKeys = '  (without a primary key, a row that was changed is one deleted and one added)';

function isTouched({ added, changed, deleted }: TableChanges): boolean {
  return added + (changed ?? 0) + deleted > 0;
}

function tableCells({ table, rows, added, changed, deleted }: TableChanges): readonly string[] {
  return [
    table,
    `${counted(rows.loaded, 'row')} then, ${grouped(rows.now)} now`,
    `${grouped(added)} added`,
    changed === null ? 'no primary key' : `${grouped(changed)} changed`,
    `${grouped(deleted)} deleted`,
  ];
}

const changes: readonly Change[] = ['added', 'changed', 'deleted'];

/** `  city: the first added: id 137; id 138`. */
function keyLines({ table, first, ...counts }: TableChanges): readonly string[] {
  return changes.flatMap((change) => {
    const keys = first[change].map((key) =>
      Object.entries(key)
        .map(([column, value]) => `${column} ${shownValue(value)}`)
        .join(', '),
    );
    return keys.length === 0
      ? []
      : [`  ${table}, ${change}: ${keys.join('; ')}${keys.length < (counts[change] ?? 0) ? '; …' : ''}`];
  });
}

const longestValue = 60;

function shownValue(value: TableChanges['first'][Change][number][string]): string {
  const text = typeof value === 'string' && value !== personalValue ? JSON.stringify(value) : String(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
