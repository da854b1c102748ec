import { differenceClasses, type Difference, type DifferenceClass } from '../../schema/diff/difference.ts';
import { counted } from '../report/numbers.ts';

/** Two schemas, by their versions, and what differs between them. */
export interface SchemaDiff {
  readonly from: number;
  readonly to: number;
  readonly differences: readonly Difference[];
}

/** How many differences there are of each class, the heaviest class first. */
export function countByClass(differences: readonly Difference[]): Readonly<Record<DifferenceClass, number>> {
  const count = (wanted: DifferenceClass): number => differences.filter((each) => each.class === wanted).length;
  return Object.fromEntries(differenceClasses.map((each) => [each, count(each)])) as Record<DifferenceClass, number>;
}

/** `schema 2 to 3: 3 differences: 1 loses data, 2 trivial`. */
export function summaryText({ from, to, differences }: SchemaDiff): string {
  if (differences.length === 0) return `schema ${from} to ${to}: no differences`;
  const counts = Object.entries(countByClass(differences)).filter(([, count]) => count > 0);
  const parts = counts.map(([name, count]) => `${count} ${name}`).join(', ');
  return `schema ${from} to ${to}: ${counted(differences.length, 'difference')}: ${parts}`;
}
