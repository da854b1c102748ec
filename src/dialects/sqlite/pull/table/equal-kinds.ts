import type { ColumnKind, ColumnType } from '../../../../schema/definition.ts';
import { typeMismatch } from '../../values.ts';
import type { RawForeignKey, RawTable } from './raw-table.ts';
import type { TypedColumn, TypedTable } from './typed-table.ts';
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
    columns: new Map(
      [...table.columns].map(([name, column]) => [
        name,
        { ...column, type: changed.get(placeOf(table.raw, name)) ?? column.type },
      ]),
    ),
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

interface Member extends TypedColumn {
  readonly place: Place;
  readonly declaredType: string;
}

function memberAt(tables: readonly TypedTable[], place: Place): readonly Member[] {
  const [name, columnName = ''] = place.split('\0');
  const table = tables.find(({ raw }) => raw.name === name);
  const raw = table?.raw.columns.find((each) => each.name === columnName);
  const column = table?.columns.get(columnName);
  return raw === undefined || column === undefined ? [] : [{ ...column, place, declaredType: raw.declaredType }];
}

const integers: readonly ColumnKind[] = ['int', 'bigint', 'bool'];
const texts: readonly ColumnKind[] = ['text', 'enum', 'date', 'time', 'datetime', 'json', 'uuid', 'decimal'];

/** null: they are of one kind already, or none holds what all of them hold. `roots`: those that refer to nothing. */
function commonType(members: readonly Member[], roots: readonly Member[]): ColumnType | null {
  if (kindsOf(members).size < 2) return null;
  const told = members.filter(({ isUntold }) => !isUntold);
  const type = toldType(told, roots);
  return type !== null && members.every(({ declaredType }) => typeMismatch(declaredType, type) === null) ? type : null;
}

function kindsOf(members: readonly Member[]): ReadonlySet<ColumnKind> {
  return new Set(members.map(({ type }) => type.kind));
}

function toldType(members: readonly Member[], roots: readonly Member[]): ColumnType | null {
  const kinds = kindsOf(members);
  const [first] = members;
  if (kinds.size === 1) return first?.type ?? null;
  if (members.every(isWhole)) return { kind: needsBigint(members, roots) ? 'bigint' : 'int' };
  return [...kinds].every((kind) => texts.includes(kind)) ? { kind: 'text', length: null } : null;
}

/** A NUMERIC column promises fractions, and may hold none. */
function isWhole({ type, holdsReals }: Member): boolean {
  return integers.includes(type.kind) || (type.kind === 'real' && !holdsReals);
}

/** What is referred to decides, unless a value does. */
function needsBigint(members: readonly Member[], roots: readonly Member[]): boolean {
  const deciding = roots.length > 0 ? roots : members;
  return members.some((member) => member.isBeyondSafe) || deciding.some(({ type }) => type.kind === 'bigint');
}
