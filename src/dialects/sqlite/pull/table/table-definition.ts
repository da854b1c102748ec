import type {
  CheckDefinition,
  ColumnDefinition,
  KeyDefinition,
  TableDefinition,
} from '../../../../schema/definition.ts';
import { derivedName } from '../../../../schema/derived-name.ts';
import { columnDefinition } from '../column/column-definition.ts';
import { untoldType } from '../column/decide-type.ts';
import { domainOf } from '../column/domain-check.ts';
import { domainFor } from '../column/promised-type.ts';
import { typeWords } from '../../declared/type-words.ts';
import type { DeclaredCheck } from '../declaration/declaration.ts';
import { withTextsQuoted } from '../declaration/loose-strings.ts';
import { isPlain } from './plain-index.ts';
import { isSameName } from './parent-of.ts';
import type { RawIndex, RawTable } from './raw-table.ts';
import type { TypedTable } from './typed-table.ts';

/** A table as a schema says it, without its references. */
export function tableDefinition({ raw, columns: typed }: TypedTable): TableDefinition {
  const columns = raw.columns.map((column) =>
    columnDefinition(raw, column, typed.get(column.name)?.type ?? untoldType),
  );
  const plain = raw.indexes.filter((index) => isPlain(raw, index));
  return {
    name: raw.name,
    columns,
    primaryKey: raw.primaryKey,
    uniques: inNameOrder(plain.filter(({ isUnique }) => isUnique).map((index) => uniqueOf(raw, index))),
    indexes: inNameOrder(plain.filter(({ isUnique }) => !isUnique).map((index) => keyOf(index, index.name))),
    checks: checksOf(raw, columns),
    foreignKeys: [],
    attributes: raw.hasRowId ? null : { sqlite: 'WITHOUT ROWID' },
  };
}

function keyOf({ columns }: RawIndex, name: string): KeyDefinition {
  return { name, columns: columns.flatMap((column) => column.name ?? []) };
}

/** A UNIQUE of the table has its name in the declaration, or none. */
function uniqueOf({ name, declaration }: RawTable, index: RawIndex): KeyDefinition {
  const key = keyOf(index, index.name);
  if (index.origin === 'c') return key;
  const declared = declaration.uniques.find(({ columns }) => isSameList(columns, key.columns));
  return { ...key, name: declared?.name ?? derivedName(name, ...key.columns, 'unique') };
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => isSameName(name, other[index] ?? ''));
}

/** The order does not depend on which was made first. */
function inNameOrder(keys: readonly KeyDefinition[]): readonly KeyDefinition[] {
  return keys.toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
}

/** All but those that the types of columns say already. */
function checksOf(raw: RawTable, columns: readonly ColumnDefinition[]): readonly CheckDefinition[] {
  const said = new Set(columns.flatMap((column) => typeCheck(raw, column) ?? []));
  return raw.declaration.checks
    .filter((check) => !said.has(check))
    .map(({ name, expression }, index) => ({
      name: name ?? derivedName(raw.name, 'check', index + 1),
      expression: { sqlite: withTextsQuoted(expression, namesOf(raw)) },
    }));
}

/** The check that ntom writes for the type of a column; undefined: it writes none, or the table has none. */
function typeCheck(
  { columns, declaration }: RawTable,
  { name, type, declared }: ColumnDefinition,
): DeclaredCheck | undefined {
  const raw = columns.find((column) => column.name === name);
  if (raw === undefined || declared !== null) return undefined;
  return declaration.checks.find((check) => {
    const said = check.name === null ? domainFor(raw, domainOf(check.expression)) : null;
    return said !== null && typeWords(said) === typeWords(type);
  });
}

function namesOf({ name, columns }: RawTable): readonly string[] {
  return [name, ...columns.map((column) => column.name)];
}
