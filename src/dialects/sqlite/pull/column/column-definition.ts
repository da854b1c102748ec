import type { ColumnDefinition, ColumnKind, ColumnType } from '../../../../schema/definition.ts';
import { quoted } from '../../ddl.ts';
import { declaredTypes, strictTypes } from '../../values.ts';
import { withTextsQuoted } from '../declaration/loose-strings.ts';
import { builtInCollations } from '../table/plain-index.ts';
import type { RawColumn, RawTable } from '../table/raw-table.ts';
import { defaultOf } from './default-of.ts';

/** A column as a schema says it. */
export function columnDefinition(table: RawTable, raw: RawColumn, type: ColumnType): ColumnDefinition {
  const isKey = table.primaryKey.includes(raw.name);
  const column: ColumnDefinition = {
    name: raw.name,
    type,
    nullable: !raw.notNull && !isKey,
    default: null,
    autoIncrement: isKey && table.declaration.primaryKey?.autoIncrement === true && isInteger(type),
    ...collationOf(raw, type),
    declared: declaredAs(raw.declaredType, type),
    generated: generatedOf(table, raw),
    refinement: null,
    privacy: null,
  };
  return { ...column, default: defaultOf(raw.default, column) };
}

function isInteger({ kind }: ColumnType): boolean {
  return kind === 'int' || kind === 'bigint';
}

/** Only texts have a collation in a schema; for another column it is what its declaration ends with. */
function collationOf(
  { declaration }: RawColumn,
  { kind }: ColumnType,
): Pick<ColumnDefinition, 'collation' | 'attributes'> {
  const name = (declaration.collation ?? 'BINARY').toUpperCase();
  if (name === 'BINARY' || !builtInCollations.includes(name)) return { collation: null, attributes: null };
  if (kind === 'text' || kind === 'enum') return { collation: { sqlite: name }, attributes: null };
  return { collation: null, attributes: { sqlite: `COLLATE ${name}` } };
}

const plainType = /^[\p{L}_][\p{L}\p{N}_ ]*(?:\([\d\s+,.-]*\))?$/u;

/** The declared type if ntom would write another one; not if a STRICT table would then refuse the column's values. */
function declaredAs(declaredType: string, { kind }: ColumnType): ColumnDefinition['declared'] {
  const upper = declaredType.toUpperCase();
  if (declaredType === '' || upper === declaredTypes[kind]) return null;
  if (strictTypes.includes(upper)) return strictlyDeclaredAs(upper, kind);
  return { sqlite: plainType.test(declaredType) ? declaredType : quoted(declaredType) };
}

/** NUMERIC keeps doubles as INTEGER does: whole ones as integers. */
function strictlyDeclaredAs(upper: string, kind: ColumnKind): ColumnDefinition['declared'] {
  const isHeld = upper === 'ANY' || (upper === 'INT' && declaredTypes[kind] === 'INTEGER');
  if (isHeld) return { sqlite: upper };
  return kind === 'real' ? { sqlite: 'NUMERIC' } : null;
}

function generatedOf(table: RawTable, { generated, declaration }: RawColumn): ColumnDefinition['generated'] {
  if (generated === null || declaration.generated === null) return null;
  const names = [table.name, ...table.columns.map(({ name }) => name)];
  return { expression: { sqlite: withTextsQuoted(declaration.generated, names) }, stored: generated === 'stored' };
}
