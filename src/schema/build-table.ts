import { engineNames, type PerEngine } from '../dialects/engines.ts';
import { failure } from '../errors.ts';
import { checkOptions } from './check-options.ts';
import { onlyMark } from './check-privacy.ts';
import { Column, type ColumnDraft } from './column.ts';
import type {
  CheckDefinition,
  ColumnDefinition,
  ForeignKeyDefinition,
  KeyDefinition,
  ReferenceAction,
  TableDefinition,
} from './definition.ts';
import { derivedName } from './derived-name.ts';
import type { CheckOption, ForeignKeyOption, KeyOption, NamedKey, Table, TableOptions } from './table.ts';

type Drafts = readonly (readonly [name: string, draft: ColumnDraft])[];

/**
 * What was written about a table, as a definition: names derived, column and table level in one. `collation`: of text that
 * names none.
 */
export function buildTable(
  name: string,
  { columns, options }: Table,
  collation: PerEngine<string> | null,
): TableDefinition {
  checkOptions(`table ${name}`, options, ['primaryKey', 'unique', 'index', 'check', 'foreignKeys', 'attributes']);
  const drafts = draftsOf(name, columns);
  return {
    name,
    columns: drafts.map(([column, draft]) => collated(buildColumn(name, column, draft), collation)),
    primaryKey: primaryKeyOf(name, drafts, options),
    uniques: keysOf(name, 'unique', [...columnKeys(drafts, 'unique'), ...(options.unique ?? [])]),
    indexes: keysOf(name, 'index', [...columnKeys(drafts, 'index'), ...(options.index ?? [])]),
    checks: checksOf(name, [...drafts.flatMap(([, draft]) => draft.checks), ...(options.check ?? [])]),
    foreignKeys: [
      ...drafts.flatMap(([column, { reference }]) => (reference ? [columnForeignKey(name, column, reference)] : [])),
      ...(options.foreignKeys ?? []).map((option) => tableForeignKey(name, option)),
    ],
    attributes: options.attributes ?? null,
  };
}

function draftsOf(table: string, columns: Table['columns']): Drafts {
  return Object.entries(columns).map(([name, column]) => {
    if (column instanceof Column) return [name, column.draft];
    throw failure('SCHEMA_BAD_DECLARATION', {
      where: `${table}.${name}`,
      value: column,
      wanted: 'a column such as text()',
    });
  });
}

function buildColumn(table: string, name: string, { definition, generated, marks }: ColumnDraft): ColumnDefinition {
  const privacy = onlyMark(`${table}.${name}`, marks);
  if (generated === null) return { name, ...definition, generated, privacy };
  const { expression, options } = generated;
  checkOptions(`generated(…) of ${table}.${name}`, options, ['stored']);
  return { name, ...definition, generated: { expression, stored: options.stored ?? false }, privacy };
}

/** For an engine that the column names no collation for, the schema's counts. */
function collated(column: ColumnDefinition, shared: PerEngine<string> | null): ColumnDefinition {
  const isText = column.type.kind === 'text' || column.type.kind === 'enum';
  if (shared === null || !isText || typeof column.collation === 'string') return column;
  if (column.collation === null) return { ...column, collation: shared };
  const perEngine =
    typeof shared === 'string' ? Object.fromEntries(engineNames.map((engine) => [engine, shared])) : shared;
  return { ...column, collation: { ...perEngine, ...column.collation } };
}

function primaryKeyOf(table: string, drafts: Drafts, options: TableOptions<string>): readonly string[] {
  const marked = drafts.filter(([, draft]) => draft.primaryKey).map(([name]) => name);
  if (marked.length > 1 || (marked.length === 1 && options.primaryKey !== undefined)) {
    const reason = `is declared more than once (${marked.join(', ')}): name all its columns in the table's primaryKey`;
    throw failure('SCHEMA_BAD_KEY', { table, key: 'the primary key', reason });
  }
  return options.primaryKey === undefined ? marked : listOf(`table ${table}, primaryKey`, options.primaryKey);
}

function columnKeys(drafts: Drafts, which: 'unique' | 'index'): readonly (readonly string[])[] {
  return drafts.filter(([, draft]) => draft[which]).map(([name]) => [name]);
}

function keysOf(table: string, suffix: 'unique' | 'index', options: readonly KeyOption<string>[]): KeyDefinition[] {
  return options.map((option) => {
    const where = `table ${table}, ${suffix}`;
    if (!isNamed(option)) return { name: derivedName(table, ...listOf(where, option), suffix), columns: [...option] };
    checkOptions(where, option, ['name', 'columns']);
    return { name: option.name, columns: listOf(where, option.columns) };
  });
}

function isNamed(option: KeyOption<string>): option is NamedKey<string> {
  return typeof option === 'object' && option !== null && 'columns' in option;
}

function checksOf(table: string, options: readonly CheckOption[]): CheckDefinition[] {
  return options.map((option, index) => {
    const isNamed = typeof option === 'object' && option !== null && 'expression' in option;
    if (!isNamed) return { name: derivedName(table, 'check', index + 1), expression: option };
    checkOptions(`table ${table}, check`, option, ['name', 'expression']);
    return { name: option.name, expression: option.expression };
  });
}

function columnForeignKey(table: string, column: string, reference: NonNullable<ColumnDraft['reference']>) {
  const where = `references(…) of ${table}.${column}`;
  checkOptions(where, reference.actions, ['onDelete', 'onUpdate', 'deferred']);
  const dot = String(reference.to).indexOf('.');
  if (dot < 1) throw failure('SCHEMA_BAD_DECLARATION', { where, value: reference.to, wanted: "'table.column'" });
  return foreignKey(where, {
    name: derivedName(table, column, 'fkey'),
    columns: [column],
    references: reference.to.slice(0, dot),
    to: [reference.to.slice(dot + 1)],
    ...reference.actions,
  });
}

function tableForeignKey(table: string, option: ForeignKeyOption<string>): ForeignKeyDefinition {
  const where = `table ${table}, foreignKeys`;
  checkOptions(where, option, ['name', 'columns', 'references', 'to', 'onDelete', 'onUpdate', 'deferred']);
  const name = option.name ?? derivedName(table, ...listOf(where, option.columns), 'fkey');
  return foreignKey(where, { ...option, name });
}

function foreignKey(where: string, option: ForeignKeyOption<string> & { readonly name: string }): ForeignKeyDefinition {
  return {
    name: option.name,
    columns: listOf(where, option.columns),
    parent: option.references,
    parentColumns: listOf(where, option.to),
    onDelete: actionOf(where, option.onDelete),
    onUpdate: actionOf(where, option.onUpdate),
    deferred: option.deferred ?? false,
  };
}

const actions: readonly ReferenceAction[] = ['restrict', 'cascade', 'set null', 'set default', 'no action'];

function actionOf(where: string, action: ReferenceAction = 'no action'): ReferenceAction {
  if (actions.includes(action)) return action;
  throw failure('SCHEMA_BAD_DECLARATION', { where, value: action, wanted: `one of: ${actions.join(', ')}` });
}

function listOf(where: string, names: readonly string[]): readonly string[] {
  if (Array.isArray(names)) return [...names];
  throw failure('SCHEMA_BAD_DECLARATION', { where, value: names, wanted: 'a list of column names' });
}
