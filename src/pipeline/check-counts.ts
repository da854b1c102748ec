import { failure, type NtomError } from '../errors.ts';
import { findTable, type SchemaDefinition } from '../schema/definition.ts';
import { countedTables, shownCount, type Count } from './count.ts';
import { refuse } from './problems.ts';

/** Where counts are written, and the schema that they are of. */
interface CountsPlace {
  readonly pipeline: string;
  readonly table: string;
  readonly from: SchemaDefinition;
}

/**
 * Refuses counts that name what schema N does not have, or that say two things.
 *
 * @throws {NtomError} `PIPELINE_COUNT_UNKNOWN`, `PIPELINE_COUNT_WRONG`.
 */
export function checkCounts(counts: readonly Count[], place: CountsPlace): void {
  for (const count of counts) {
    refuseUnknownNames(count, place);
    const reason = whyWrong(count);
    if (reason !== null) refuse(wrong(count, reason, place));
  }
  refuseSecondCounts(counts, place);
}

function refuseUnknownNames(count: Count, { pipeline, table, from }: CountsPlace): void {
  const refusal = (name: string, place: string): NtomError =>
    failure('PIPELINE_COUNT_UNKNOWN', { pipeline, table, count: shownCount(count), name, place });
  for (const name of countedTables(count)) {
    const counted = findTable(from, name);
    if (counted === undefined) {
      refuse(refusal(name, `schema ${from.version}`));
      continue;
    }
    const by = count.kind === 'merge' ? count.by.filter((each) => typeof each === 'string') : [];
    const unknown = by.find((column) => counted.columns.every((each) => each.name !== column));
    if (unknown !== undefined) refuse(refusal(unknown, `table ${name} of schema ${from.version}`));
  }
}

/** null: nothing is wrong with a count by itself. */
function whyWrong(count: Count): string | null {
  if (count.kind === 'split') {
    if (count.by.length === 0) return 'names no column in by';
    return count.none?.trim() === '' ? 'has an empty none: say why a row may give no row' : null;
  }
  if (count.kind === 'each' && count.tables.length === 0) return 'names no table';
  if (count.where === null) return null;
  if (count.kind === 'each' && count.tables.length > 1)
    return 'has a where: of which table a row that is left out was, nobody could say';
  const { condition, reason } = count.where;
  if (typeof condition !== 'string' || condition.trim() === '') return 'has a reason, but no where';
  return typeof reason !== 'string' || reason.trim() === '' ? 'has a where, but no reason' : null;
}

function refuseSecondCounts(counts: readonly Count[], place: CountsPlace): void {
  const seen = new Set<string>();
  for (const count of counts) {
    const twice = countedTables(count).find((table) => seen.size === seen.add(table).size);
    if (twice !== undefined) refuse(wrong(count, `counts table ${twice}, which is counted already`, place));
  }
  const each = counts.filter((count) => count.kind === 'each');
  const [, secondWhere] = each.filter(({ where }) => where !== null);
  if (secondWhere !== undefined)
    refuse(wrong(secondWhere, 'has a where, as another .each has: rows are left out once', place));
  const [, secondUnion] = each.filter(({ tables }) => tables.length > 1);
  if (secondUnion !== undefined)
    refuse(wrong(secondUnion, 'unites tables, as another .each does: the rows are of one union', place));
}

function wrong(count: Count, reason: string, { pipeline, table }: CountsPlace): NtomError {
  return failure('PIPELINE_COUNT_WRONG', { pipeline, table, count: shownCount(count), reason });
}
