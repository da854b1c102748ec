import type { ColumnKind, ColumnType } from '../../../../schema/definition.ts';
import { typeMismatch } from '../../values.ts';
import type { RawForeignKey, RawTable } from './raw-table.ts';
import type { TypedTable } from './typed-table.ts';
import { parentOf } from './parent-of.ts';

/** A column, as `table\0column`. */
type Place = string;

/**
 * Columns of references get the kinds of what they refer to: an INTEGER may be referred to by a BIGINT. Where that cannot be,
 * they keep what they are.
 */
export function equalKinds(tables: readonly TypedTable[]): readonly TypedTable[] {
  const links = tables.flatMap(({ raw }) => raw.foreignKeys.flatMap((key) => linksOf(tables, raw, key)));
  const children = new Set(links.map(([child]) => child));
  const changed = new Map<Place, ColumnType>();
  for (const group of groupsOf(links)) {
    const members = group.flatMap((place) => memberAt(tables, place));
    const type = commonType(
      members,
      members.filter(({ place }) => !children.has(place)),
    );
    if (type !== null) for (const { place } of members) changed.set(place, type);
  }
  return tables.map((table) => ({
    ...table,
    types: new Map([...table.types].map(([column, type]) => [column, changed.get(placeOf(table.raw, column)) ?? type])),
  }));
}

function placeOf({ name }: RawTable, column: string): Place {
  return `${name}\0${column}`;
}

function linksOf(
  tables: readonly TypedTable[],
  child: RawTable,
  key: RawForeignKey,
): readonly (readonly [Place, Place])[] {
  const raws = tables.map(({ raw }) => raw);
  const { parent, columns } = parentOf(raws, key);
  if (parent === undefined) return [];
  return key.columns.flatMap((column, index) => {
    const other = columns[index];
    return other === undefined ? [] : [[placeOf(child, column), placeOf(parent, other)] as const];
  });
}

/** Sets of columns that refer to each other, however far. */
function groupsOf(links: readonly (readonly [Place, Place])[]): readonly (readonly Place[])[] {
  const groups = new Map<Place, Set<Place>>();
  for (const [child, parent] of links) {
    const merged = new Set([child, parent, ...(groups.get(child) ?? []), ...(groups.get(parent) ?? [])]);
    for (const place of merged) groups.set(place, merged);
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}

interface Member {
  readonly place: Place;
  readonly type: ColumnType;
  readonly declaredType: string;
  readonly isBeyondSafe: boolean;
}

function memberAt(tables: readonly TypedTable[], place: Place): readonly Member[] {
  const [name, columnName = ''] = place.split('\0');
  const table = tables.find(({ raw }) => raw.name === name);
  const column = table?.raw.columns.find((each) => each.name === columnName);
  const type = table?.types.get(columnName);
  if (table === undefined || column === undefined || type === undefined) return [];
  return [{ place, type, declaredType: column.declaredType, isBeyondSafe: table.beyondSafe.has(columnName) }];
}

const integers: readonly ColumnKind[] = ['int', 'bigint', 'bool'];
const texts: readonly ColumnKind[] = ['text', 'enum', 'date', 'time', 'datetime', 'json', 'uuid', 'decimal'];

/** null: they are of one kind already, or none holds what all of them hold. `roots`: those that refer to nothing. */
function commonType(members: readonly Member[], roots: readonly Member[]): ColumnType | null {
  const kinds = new Set(members.map(({ type }) => type.kind));
  if (kinds.size < 2) return null;
  const areAll = (some: readonly ColumnKind[]): boolean => [...kinds].every((kind) => some.includes(kind));
  const type: ColumnType | null = areAll(integers)
    ? { kind: needsBigint(members, roots) ? 'bigint' : 'int' }
    : areAll(texts)
      ? { kind: 'text', length: null }
      : null;
  return type !== null && members.every(({ declaredType }) => typeMismatch(declaredType, type) === null) ? type : null;
}

/** What is referred to decides, unless a value does. */
function needsBigint(members: readonly Member[], roots: readonly Member[]): boolean {
  const deciding = roots.length > 0 ? roots : members;
  return members.some((member) => member.isBeyondSafe) || deciding.some(({ type }) => type.kind === 'bigint');
}
