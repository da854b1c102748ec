import type { Account, ManifestTable } from './manifest.ts';

/** What does not add up in the account of a source table. */
interface Contradiction {
  /** Within the account: `written.0.rows`. */
  readonly at: string;
  readonly reason: string;
}

/** What in the account of a source table does not add up, or is not what the tables say; null: nothing. */
export function accountContradiction(account: Account, tables: readonly ManifestTable[]): Contradiction | null {
  const rowsOf = new Map(tables.map(({ name, rows }) => [name, rows]));
  const checks = [
    ...account.written.map((_, index) => () => inWritten(account, index, rowsOf)),
    ...account.dropped.map((_, index) => () => inDropped(account, index)),
    () => inComplete(account),
  ];
  return firstFound(checks.map((check) => check()));
}

function firstFound(found: readonly (Contradiction | null)[]): Contradiction | null {
  return found.find((each) => each !== null) ?? null;
}

function inWritten({ rows, written, dropped }: Account, index: number, rowsOf: ReadonlyMap<string, number>) {
  const entry = written[index];
  if (entry === undefined) return null;
  const { table, how, counted } = entry;
  const at = `written.${index}`;
  const left = dropped.filter((each) => each.table === table).reduce((sum, each) => sum + each.rows, 0);
  return firstFound([
    wrong(written.findIndex((each) => each.table === table) < index, `${at}.table`, `${table} is named twice`),
    wrong(!rowsOf.has(table), `${at}.table`, `the extract has no table ${table}`),
    wrong(rowsOf.get(table) !== entry.rows, `${at}.rows`, `${entry.rows}, but ${table} has ${rowsOf.get(table)}`),
    wrong((counted === null) !== isUncounted(how), `${at}.counted`, 'does not fit how the rows came there'),
    wrong(
      counted !== null && counted + left !== rows,
      `${at}.counted`,
      `${counted}, and ${left} dropped, of ${rows} rows`,
    ),
    wrong(counted !== null && !fits(how, counted, entry.rows), `${at}.rows`, `${entry.rows} from ${counted} by ${how}`),
  ]);
}

/** Whether every row of a source table is counted somewhere, or dropped with the table, or there are none. */
export function isAccounted({ rows, written, dropped }: Omit<Account, 'complete'>): boolean {
  return rows === 0 || written.some(({ counted }) => counted !== null) || dropped.some(({ table }) => table === null);
}

function isUncounted(how: Account['written'][number]['how']): boolean {
  return how === 'query' || how === 'edited';
}

/** Whether rows of a source table can make that many rows. The rows of one without any become one by an aggregate too. */
function fits(how: Account['written'][number]['how'], counted: number, rows: number): boolean {
  if (how === 'copy' || how === 'each') return rows === counted;
  if (how === 'merge') return rows <= Math.max(counted, 1);
  return rows >= counted;
}

function inDropped({ rows, written, dropped }: Account, index: number): Contradiction | null {
  const entry = dropped[index];
  if (entry === undefined) return null;
  const at = `dropped.${index}`;
  const isCounted = written.some(({ table, how }) => table === entry.table && how !== 'query');
  return firstFound([
    wrong(entry.table !== null && !isCounted, `${at}.table`, `no rows are counted for ${entry.table}`),
    wrong(entry.table === null && entry.rows !== rows, `${at}.rows`, `${entry.rows}, but the table has ${rows}`),
  ]);
}

function inComplete(account: Account): Contradiction | null {
  const expected = isAccounted(account);
  const { complete } = account;
  return wrong(complete !== expected, 'complete', `${complete}, but the rows are ${expected ? '' : 'not '}counted`);
}

function wrong(isWrong: boolean, at: string, reason: string): Contradiction | null {
  return isWrong ? { at, reason } : null;
}
