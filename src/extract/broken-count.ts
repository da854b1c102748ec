import { failure, type NtomError } from '../errors.ts';
import { countedTables } from '../pipeline/count.ts';
import type { TableCount } from '../pipeline/count-rows.ts';
import type { TablePlan } from '../pipeline/plan.ts';

/** What is wrong with the number of rows that a query returned; null: it keeps what it promises. */
export function brokenCount(pipeline: string, { table, counts }: TablePlan, found: number): NtomError | null {
  const broken = counts.find(({ due, orMore }) => found < due || (found > due && !orMore));
  return broken === undefined ? null : brokenPromise(pipeline, table.name, broken, found);
}

/** A split is counted before its rows are read: too few of them then is not its fault, but it is broken all the same. */
function brokenPromise(pipeline: string, table: string, broken: TableCount, found: number): NtomError {
  const { count, due, dropped } = broken;
  const where = { pipeline, table };
  if (count.kind === 'each') {
    const each = countedTables(count).join(' and ');
    return failure('EACH_BROKEN', { ...where, each, due, found, dropped: dropped?.rows ?? 0 });
  }
  if (count.kind === 'split')
    return failure('SPLIT_BROKEN', { ...where, splits: count.table, by: count.by, due, found });
  const by = count.by.map((each) => (typeof each === 'string' ? each : 'an expression'));
  return failure('MERGE_BROKEN', { ...where, merges: count.table, by, due, found, counted: broken.counted });
}
