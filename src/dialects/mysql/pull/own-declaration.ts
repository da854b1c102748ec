import type { ColumnType } from '../../../schema/definition.ts';
import { declaredType, domainChecks, quoted } from '../ddl.ts';
import type { ColumnFacts } from './table-facts.ts';

/** Whether ntom would declare a column of this type as it is declared; checks aside. */
export function isOwnDeclaration(type: ColumnType, { declaredType: found }: ColumnFacts): boolean {
  return type.kind === 'enum' || sameType(declaredType(type)) === sameType(found);
}

/** Servers show the width of integers, or do not; that of an ordinary one says nothing. */
function sameType(declared: string): string {
  return declared
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .replace(/^(bigint)\(20\)$/, '$1')
    .replace('(0)', '');
}

/** Whether a condition is one that ntom adds to a column of a type by itself. */
export function isDomainCheck(expression: string, name: string, type: ColumnType): boolean {
  return domainChecks({ name, type }).some((due) => plain(due) === plain(expression));
}

/** However many brackets and spaces a server puts. */
function plain(expression: string): string {
  return expression.toLowerCase().replaceAll(/[\s()]/g, '');
}

/** Whether it is the condition that makes a column one of JSON. */
export function isJsonCheck(expression: string, name: string): boolean {
  return plain(expression) === plain(`json_valid(${quoted(name)})`);
}
