import type { ColumnType } from '../../../schema/definition.ts';
import { columnType } from './column-type.ts';
import { isDomainCheck } from './own-declaration.ts';
import type { PullNotes } from './pull-notes.ts';
import type { SeenValues } from './seen-values.ts';
import type { ColumnFacts, TableFacts } from './table-facts.ts';

/** By column, what it holds; null: nothing that a schema has a type for. */
export type DecidedTypes = ReadonlyMap<ColumnFacts, ColumnType | null>;

/** At the end of a column's comment: its one digit is a number, which an empty table does not show. */
export const integerMark = 'ntom: int';

const mostSigned = 2n ** 63n - 1n;

/** What each column holds, by its declaration, by what refers to it, and, where nothing else tells, by its values. */
export function decidedTypes(tables: readonly TableFacts[], seen: SeenValues, notes: PullNotes): DecidedTypes {
  const types = new Map<ColumnFacts, ColumnType | null>();
  const pairs = tables.flatMap((table) => referencePairs(tables, table));
  for (const table of tables) {
    for (const column of table.columns) {
      const isKey = isInPrimaryKey(table, column) || pairs.some((pair) => pair.includes(column));
      const type = isOneDigit(column) ? digitType(table, column, isKey, seen, notes) : columnType(column);
      types.set(column, type?.kind === 'bigint' && isSafelyCounted(table, column) ? { kind: 'int' } : type);
      if (type !== null) noteUnheld(table.name, column, type, seen, notes);
    }
  }
  spreadIntegers(types, pairs);
  return types;
}

function isOneDigit({ declaredType }: ColumnFacts): boolean {
  return declaredType === 'tinyint(1)';
}

function isInPrimaryKey({ statement }: TableFacts, { name }: ColumnFacts): boolean {
  const primary = statement.keys.find(({ kind }) => kind === 'PRIMARY');
  return primary?.parts.some(({ column }) => column === name) ?? false;
}

/** Applications write truth values as one digit, and now and then small numbers. */
function digitType(
  { name: table }: TableFacts,
  column: ColumnFacts,
  isKey: boolean,
  seen: SeenValues,
  notes: PullNotes,
): ColumnType {
  const { name, declaredType, words } = column;
  const bool: ColumnType = { kind: 'bool' };
  if (words.check !== null && isDomainCheck(words.check, name, bool)) return bool;
  const isByDefault = words.default !== null && !/^(?:NULL|'?[01]'?)$/i.test(words.default);
  if (isKey || isByDefault || words.isCounted || isMarked(column)) return { kind: 'int' };
  const { least, greatest } = seen.numbers.get(column) ?? { least: 0n, greatest: 0n };
  if (least >= 0n && greatest <= 1n) return bool;
  notes.differs(table, name, { declared: declaredType, seen: `${least} to ${greatest}`, taken: 'int()' });
  return { kind: 'int' };
}

export function isMarked({ words }: ColumnFacts): boolean {
  return words.attributes.some((words) => words.startsWith('COMMENT ') && /ntom: int\)?'$/.test(words));
}

/** A counter starts at 1 and goes on by 1: its numbers are safe in JavaScript, unless it was set beyond. */
function isSafelyCounted({ nextNumber }: TableFacts, { words }: ColumnFacts): boolean {
  return words.isCounted && !isBeyondSafe(nextNumber);
}

export function isBeyondSafe(next: bigint | null): boolean {
  return next !== null && next > BigInt(Number.MAX_SAFE_INTEGER);
}

/** Values that the column has and that an extract would refuse. */
function noteUnheld(table: string, column: ColumnFacts, { kind }: ColumnType, seen: SeenValues, notes: PullNotes) {
  const numbers = seen.numbers.get(column);
  const noDay = seen.noDays.get(column);
  const place = { table, column: column.name };
  if (kind === 'bigint' && numbers !== undefined && numbers.greatest > mostSigned)
    notes.leftOut(
      place,
      `a value such as ${numbers.greatest} of ${table}.${column.name}`,
      `no column holds more than ${mostSigned}, and extract will refuse the row`,
    );
  if (kind === 'enum' && /^utf(?:8mb4|16|32)/.test(column.collation ?? '') && column.declaredType.includes('?'))
    notes.leftOut(
      place,
      `a character beyond U+FFFF of ${column.declaredType} of ${table}.${column.name}, if there is one,`,
      'the server shows a question mark for it',
    );
  if (kind === 'enum' && numbers?.least === 0n)
    notes.leftOut(
      place,
      `the value '' of ${table}.${column.name}`,
      'the enumeration does not have it, and extract will refuse the row',
    );
  if (noDay !== undefined)
    notes.leftOut(
      place,
      `a value such as '${noDay}' of ${table}.${column.name}`,
      'it is no day of the calendar, and extract will refuse the row',
    );
}

type Pair = readonly [ColumnFacts, ColumnFacts];

/** Each column of a foreign key and the one it refers to. */
function referencePairs(tables: readonly TableFacts[], { columns, statement }: TableFacts): readonly Pair[] {
  return statement.foreignKeys
    .filter(({ parentDatabase }) => parentDatabase === null)
    .flatMap((key) => {
      const parent = tables.find(({ name }) => name === key.parent);
      return key.columns.flatMap((column, index) => {
        const child = columns.find(({ name }) => name === column);
        const other = parent?.columns.find(({ name }) => name === key.parentColumns[index]);
        return child === undefined || other === undefined ? [] : [[child, other] as const];
      });
    });
}

/** What refers to a number of JavaScript is one, and the other way round. */
function spreadIntegers(types: Map<ColumnFacts, ColumnType | null>, pairs: readonly Pair[]): void {
  const kindOf = (column: ColumnFacts) => types.get(column)?.kind;
  for (let isDone = false; !isDone;) {
    const mixed = pairs.filter((pair) => pair.some((column) => kindOf(column) === 'int'));
    const wide = mixed.flat().filter((column) => kindOf(column) === 'bigint');
    for (const column of wide) types.set(column, { kind: 'int' });
    isDone = wide.length === 0;
  }
}
