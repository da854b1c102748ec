import type { Database } from 'better-sqlite3';
import type { ColumnType } from '../../../../schema/definition.ts';
import { finding, type Finding } from '../../../../finding.ts';
import type { PulledNote } from '../../../pulled.ts';
import { alternatives } from '../column/alternatives.ts';
import { ColumnLook } from '../column/column-look.ts';
import { decideType, untoldFinding, untoldType } from '../column/decide-type.ts';
import { promisedType, type Promised } from '../column/promised-type.ts';
import { lookAtRows } from './look-at-rows.ts';
import type { RawColumn, RawTable } from './raw-table.ts';

/** A table and what its columns hold, by name. */
export interface TypedTable {
  readonly raw: RawTable;
  readonly columns: ReadonlyMap<string, TypedColumn>;
  readonly notes: readonly PulledNote[];
}

export interface TypedColumn {
  readonly type: ColumnType;
  /** Whether nothing tells the type: neither its declaration nor a value. */
  readonly isUntold: boolean;
  /** Whether one of its integers is beyond 2^53. */
  readonly isBeyondSafe: boolean;
  readonly holdsReals: boolean;
}

interface Looked {
  readonly column: RawColumn;
  readonly promised: Promised;
  readonly look: ColumnLook;
}

/**
 * Looks at the rows of a table: a column may hold anything, whatever its declaration promises. Those that break their promise
 * are looked at once more, to see what they hold instead.
 */
export function* typedTable(database: Database, raw: RawTable): Generator<void, TypedTable> {
  const first = raw.columns.map((column): Looked => {
    const promised = promisedType(column, raw.declaration.checks);
    const types = promised.type === null ? alternatives(column.declaredType, null) : [promised.type];
    return { column, promised, look: new ColumnLook(types) };
  });
  yield* lookAt(database, raw.name, first);
  const looked = first.map((each) => (isBroken(each) ? { ...each, look: new ColumnLook(alternativesOf(each)) } : each));
  yield* lookAt(
    database,
    raw.name,
    looked.filter((_, index) => looked[index] !== first[index]),
  );
  const decided = looked.map((each) => decide(raw, each));
  return {
    raw: withUniqueKey(raw, looked),
    columns: new Map(decided.map(({ column, typed }) => [column.name, typed])),
    notes: decided.flatMap(({ column, findings }) =>
      findings.map((each): PulledNote => ({ table: raw.name, column: column.name, finding: each })),
    ),
  };
}

function decide(raw: RawTable, { column, promised, look }: Looked) {
  const where = `${raw.name}.${column.name}`;
  const decided = decideType({
    where,
    declaredType: column.declaredType,
    promised: promised.type,
    isOpen: promised.isOpen,
    look,
  });
  const typed: TypedColumn = {
    type: decided.type,
    isUntold: promised.type === null && look.values === 0,
    isBeyondSafe: look.isBeyondSafe,
    holdsReals: look.reals.count > 0,
  };
  return { column, typed, findings: [...decided.findings, ...nullFindings(raw, column, look)] };
}

/** Notes of columns of which nothing tells the type. What they refer to may have told it. */
export function untoldNotes({ raw, columns }: TypedTable): readonly PulledNote[] {
  const untold = raw.columns.filter(({ name }) => columns.get(name)?.isUntold === true);
  return untold.map(({ name, declaredType }) => {
    const type = columns.get(name)?.type ?? untoldType;
    return { table: raw.name, column: name, finding: untoldFinding(`${raw.name}.${name}`, declaredType, type) };
  });
}

function isBroken({ promised, look }: Looked): boolean {
  return promised.type !== null && look.alternatives.some(({ misfits }) => misfits.count > 0);
}

function alternativesOf({ column, promised }: Looked): readonly ColumnType[] {
  return alternatives(column.declaredType, promised.type);
}

function* lookAt(database: Database, table: string, looked: readonly Looked[]): Generator<void, void> {
  yield* lookAtRows(database, table, looksOf(looked, isStored));
  yield* lookAtComputed(database, table, looksOf(looked, isUntyped));
}

function looksOf(looked: readonly Looked[], isWanted: (column: RawColumn) => boolean): Map<string, ColumnLook> {
  return new Map(looked.filter(({ column }) => isWanted(column)).map(({ column, look }) => [column.name, look]));
}

function isStored({ generated }: RawColumn): boolean {
  return generated === null;
}

/** Of no interest otherwise: such a column is in no extract. */
function isUntyped({ generated, declaredType }: RawColumn): boolean {
  return generated !== null && declaredType === '';
}

/** An expression may need a function that only the application has. Then the column is as good as empty. */
function* lookAtComputed(
  database: Database,
  table: string,
  looks: ReadonlyMap<string, ColumnLook>,
): Generator<void, void> {
  try {
    yield* lookAtRows(database, table, looks);
  } catch {
    return;
  }
}

/**
 * The engine lets a primary key be NULL where nothing else forbids it, and NULLs differ from each other: such a key is a unique
 * one, as a schema means it.
 */
function withUniqueKey(raw: RawTable, looked: readonly Looked[]): RawTable {
  if (!looked.some(({ column, look }) => look.nulls > 0 && isKey(raw, column))) return raw;
  const indexes = raw.indexes.map((index) => (index.origin === 'pk' ? { ...index, origin: 'u' as const } : index));
  return { ...raw, primaryKey: [], indexes };
}

function isKey({ primaryKey }: RawTable, { name }: RawColumn): boolean {
  return primaryKey.includes(name);
}

function nullFindings(raw: RawTable, column: RawColumn, { nulls }: ColumnLook): readonly Finding[] {
  if (nulls === 0 || !(isKey(raw, column) || column.notNull)) return [];
  const where = `${raw.name}.${column.name}`;
  const seen = nulls === 1 ? '1 NULL' : `${nulls} NULLs`;
  const [declared, taken] = column.notNull
    ? ['NOT NULL', `not nullable, which rejects ${nulls === 1 ? 'that row' : 'those rows'}`]
    : ['a primary key', 'a unique key'];
  return [finding('PULL_DATA_DIFFERS', { where, declared, seen, taken })];
}
