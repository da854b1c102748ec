import type { ColumnType } from '../../../../schema/definition.ts';
import { hasOpenPrecision, typeOfDeclaration } from '../../declared/declared-type.ts';
import { typeOfComment } from '../../declared/type-comment.ts';
import { declaredTypes, typeMismatch } from '../../values.ts';
import type { RawColumn } from '../table/raw-table.ts';
import { domainOf, domainType, type Domain } from './domain-check.ts';
import type { DeclaredCheck } from '../declaration/declaration.ts';

export interface Promised {
  /** null: the declaration tells nothing. */
  readonly type: ColumnType | null;
  /** Whether it says nothing of the digits of a fraction. */
  readonly isOpen: boolean;
}

/** What a column holds by its declaration: ntom's comment says it exactly, else a check or its declared type. */
export function promisedType(column: RawColumn, checks: readonly DeclaredCheck[]): Promised {
  const { declaredType, declaration } = column;
  const said = declaration.comment === null ? null : typeOfComment(declaration.comment);
  if (said !== null && typeMismatch(declaredType, said) === null) return { type: said, isOpen: false };
  const checked = checks.flatMap((check) =>
    mayTell(column, check) ? (domainFor(column, domainOf(check.expression)) ?? []) : [],
  )[0];
  if (checked !== undefined) return { type: checked, isOpen: false };
  return { type: typeOfDeclaration(declaredType), isOpen: hasOpenPrecision(declaredType) };
}

/** ntom gives no name to the check of a type: at a type as it declares it itself, one that has a name is a rule besides. */
function mayTell({ declaredType }: RawColumn, { name }: DeclaredCheck): boolean {
  return name === null || !Object.values(declaredTypes).includes(declaredType.toUpperCase());
}

/** The type that a check gives a column; null: none. With another collation, other texts are equal to those of a list. */
export function domainFor(column: RawColumn, domain: Domain | null): ColumnType | null {
  const isOfIt = domain?.column.toLowerCase() === column.name.toLowerCase();
  if (domain === null || !isOfIt) return null;
  const type = domainType(column.declaredType, domain);
  return type?.kind === 'enum' && (column.declaration.collation ?? 'BINARY').toUpperCase() !== 'BINARY' ? null : type;
}
