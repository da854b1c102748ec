import type {
  ColumnDefinition,
  ForeignKeyDefinition,
  KeyDefinition,
  SchemaDefinition,
  TableDefinition,
  Value,
} from '../../schema/definition.ts';
import type { SchemaDdl } from '../dialect.ts';
import type { PerEngine } from '../engines.ts';
import { typeComment } from './declared/type-comment.ts';
import { declaredTypes, strictTypes } from './values.ts';

/** The one way in which a name becomes part of a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The one way in which a text becomes part of a statement, which ends at a NUL character. */
export function literal(text: string): string {
  if (text.includes('\0')) return `(CAST(x'${Buffer.from(text).toString('hex')}' AS TEXT))`;
  return `'${text.replaceAll("'", "''")}'`;
}

/** Unique keys are indexes of their own, so that they are built after the rows, in one go. */
export function ddl(schema: SchemaDefinition): SchemaDdl {
  return {
    tables: [...schema.tables.map(tableDdl), schemaRecordDdl],
    indexes: schema.tables
      .flatMap((table) => [
        ...table.uniques.map((key) => indexDdl(table.name, key, 'CREATE UNIQUE INDEX')),
        ...table.indexes.map((key) => indexDdl(table.name, key, 'CREATE INDEX')),
      ])
      .concat(present(schema.indexes.map(({ sql }) => [forEngine(sql), (text) => text]))),
    views: present(
      schema.views.map(({ name, sql }) => [forEngine(sql), (text) => `CREATE VIEW ${quoted(name)} AS ${text}`]),
    ),
    triggers: present(schema.triggers.map(({ sql }) => [forEngine(sql), (text) => text])),
    statements: present(schema.statements.map((sql) => [forEngine(sql), (text) => text])),
  };
}

const schemaRecordDdl =
  'CREATE TABLE "ntom_schema" ("schema" INTEGER NOT NULL, "fingerprint" TEXT NOT NULL, "contentId" TEXT, "loadedAt" TEXT NOT NULL) STRICT';

function forEngine(sql: PerEngine<string>): string | undefined {
  return typeof sql === 'string' ? sql : sql.sqlite;
}

/** At most one. */
function textFor(sql: PerEngine<string> | null): readonly string[] {
  const text = sql === null ? undefined : forEngine(sql);
  return text === undefined ? [] : [text];
}

function present(texts: readonly (readonly [string | undefined, (text: string) => string])[]): readonly string[] {
  return texts.flatMap(([text, statement]) => (text === undefined ? [] : [statement(text)]));
}

export function tableDdl(table: TableDefinition): string {
  const rowId = rowIdColumn(table);
  const lines = [
    ...table.columns.map((column) => columnDdl(column, column === rowId)),
    ...(table.primaryKey.length > 0 && rowId === undefined ? [`PRIMARY KEY (${names(table.primaryKey)})`] : []),
    ...table.checks.flatMap(({ name, expression }) => {
      const text = forEngine(expression);
      return text === undefined ? [] : [`CONSTRAINT ${quoted(name)} CHECK (${text})`];
    }),
    ...table.foreignKeys.map(foreignKeyDdl),
  ];
  const options = [...(isStrict(table) ? ['STRICT'] : []), ...textFor(table.attributes)];
  return `CREATE TABLE ${quoted(table.name)} (\n  ${lines.join(',\n  ')}\n) ${options.join(', ')}`.trimEnd();
}

/** Unless a column is declared in a way that only a table of the older kind takes. */
function isStrict({ columns }: TableDefinition): boolean {
  return columns.every((column) => strictTypes.includes(declaredType(column).toUpperCase()));
}

/** As the schema says it for this engine; else as its kind is declared in a STRICT table. */
export function declaredType({ declared, type }: ColumnDefinition): string {
  return textFor(declared)[0] ?? declaredTypes[type.kind];
}

/** A single integer primary key is the table's row id: rows are stored in its order. */
function rowIdColumn(table: TableDefinition): ColumnDefinition | undefined {
  const [name, ...others] = table.primaryKey;
  if (others.length > 0) return undefined;
  return table.columns.find((column) => column.name === name && declaredType(column).toUpperCase() === 'INTEGER');
}

function columnDdl(column: ColumnDefinition, isRowId: boolean): string {
  const domain = textFor(column.declared).length > 0 ? [] : domainDdl(column);
  const comment = domain.length > 0 ? [] : typeComment(declaredType(column), column.type);
  return [
    quoted(column.name),
    declaredType(column),
    ...comment,
    ...collationDdl(column),
    ...(column.nullable ? commentEnd(column, comment) : ['NOT NULL']),
    ...(isRowId ? ['PRIMARY KEY'] : []),
    ...(column.autoIncrement ? ['AUTOINCREMENT'] : []),
    ...defaultDdl(column),
    ...generatedDdl(column),
    ...domain,
    ...textFor(column.attributes),
  ].join(' ');
}

/** The engine takes GENERATED for a word of the type, and a comment between them with it. */
function commentEnd({ generated }: ColumnDefinition, comment: readonly string[]): readonly string[] {
  return generated !== null && comment.length > 0 ? ['NULL'] : [];
}

/** Empty: its text is compared by its bytes. */
export function collationDdl({ collation }: ColumnDefinition): readonly string[] {
  return textFor(collation).map((name) => `COLLATE ${name}`);
}

function defaultDdl(column: ColumnDefinition): readonly string[] {
  if (column.default === null) return [];
  if ('value' in column.default) return [`DEFAULT ${valueLiteral(column.default.value, column)}`];
  const text = forEngine(column.default.sql);
  return text === undefined ? [] : [`DEFAULT (${text})`];
}

function valueLiteral(value: Value, column: ColumnDefinition): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  if (column.type.kind !== 'real') return String(value);
  return Number.isFinite(value) ? String(value) : `${Number(value) < 0 ? '-' : ''}9e999`;
}

function generatedDdl({ generated }: ColumnDefinition): readonly string[] {
  const text = generated === null ? undefined : forEngine(generated.expression);
  return text === undefined ? [] : [`GENERATED ALWAYS AS (${text}) ${generated?.stored ? 'STORED' : 'VIRTUAL'}`];
}

/** Whether all CHECKs of a table are those of `domainDdl`, of columns that a part has: values of their types pass them. */
export function checksTypesOnly({ columns, checks, attributes }: TableDefinition): boolean {
  if (checks.length > 0 || textFor(attributes).length > 0) return false;
  return columns.every((column) => column.generated === null && textFor(column.attributes).length === 0);
}

/** What the other engine's type says by itself. */
function domainDdl({ name, type }: ColumnDefinition): readonly string[] {
  if (type.kind === 'bool') return [`CHECK (${quoted(name)} IN (0, 1))`];
  if (type.kind === 'enum') return [`CHECK (${quoted(name)} IN (${type.values.map(literal).join(', ')}))`];
  if ((type.kind === 'text' || type.kind === 'blob') && type.length !== null) {
    return [`CHECK (length(${quoted(name)}) <= ${type.length})`];
  }
  return [];
}

function foreignKeyDdl(key: ForeignKeyDefinition): string {
  return [
    `CONSTRAINT ${quoted(key.name)} FOREIGN KEY (${names(key.columns)})`,
    `REFERENCES ${quoted(key.parent)} (${names(key.parentColumns)})`,
    ...(key.onDelete === 'no action' ? [] : [`ON DELETE ${key.onDelete.toUpperCase()}`]),
    ...(key.onUpdate === 'no action' ? [] : [`ON UPDATE ${key.onUpdate.toUpperCase()}`]),
    ...(key.deferred ? ['DEFERRABLE INITIALLY DEFERRED'] : []),
  ].join(' ');
}

function indexDdl(table: string, key: KeyDefinition, create: string): string {
  return `${create} ${quoted(key.name)} ON ${quoted(table)} (${names(key.columns)})`;
}

export function names(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}
