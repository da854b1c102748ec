import type { Difference, DifferenceSubject } from '../../schema/diff/difference.ts';

export interface DiffGroup {
  /** null: what is of no one table. */
  readonly table: string | null;
  readonly differences: readonly Difference[];
}

/** By table, in the order of the differences; what is of no one table last. */
export function diffGroups(differences: readonly Difference[]): readonly DiffGroup[] {
  const groups = [...Map.groupBy(differences, ({ table }) => table)];
  return groups
    .sort(([a], [b]) => Number(a === null) - Number(b === null))
    .map(([table, members]) => ({ table, differences: members }));
}

/** How a name is shown. */
type ShowName = (name: string) => string;

/** `table city`, or `schema` for what is of no one table. */
export function whereText(table: string | null, showName: ShowName): string {
  return table === null ? 'schema' : `table ${showName(table)}`;
}

/** `column slug added`, `type of name changed`, `columns reordered`. */
export function whatText({ what, change, name }: Difference, showName: ShowName): string {
  if (change === 'reordered') return `${plurals[what] ?? `${what}s`} reordered`;
  if (name === null) return `${what} ${change}`;
  const isProperty = columnProperties.includes(what);
  return `${what === 'generated' ? 'expression' : what}${isProperty ? ' of' : ''} ${showName(name)} ${change}`;
}

const plurals: Partial<Record<DifferenceSubject, string>> = { index: 'indexes', unique: 'unique keys' };

const columnProperties: readonly DifferenceSubject[] = [
  'type',
  'nullability',
  'default',
  'generated',
  'collation',
  'declared type',
  'attributes',
  'auto increment',
];
