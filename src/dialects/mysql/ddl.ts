import {
  findTable,
  uniqueKeys,
  type ColumnDefinition,
  type ColumnType,
  type ForeignKeyDefinition,
  type KeyDefinition,
  type SchemaDefinition,
  type TableDefinition,
  type Value,
} from '../../schema/definition.ts';
import type { SchemaDdl } from '../dialect.ts';
import { characterSetOf } from './ddl/character-set.ts';
import { isCurrentTime } from './ddl/current-time.ts';
import { forEngine, textFor } from './ddl/text-for.ts';

/** The one way in which a name becomes part of a statement. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** The one way in which a text becomes part of a statement. Backslashes escape: our sessions see to it. */
export function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&').replaceAll('\u0000', '\\0').replaceAll('\u001a', '\\Z')}'`;
}

export function valueLiteral(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  return typeof value === 'number' && !Number.isInteger(value)
    ? `${value}e0`.replace(/(e[^e]*)e0$/, '$1')
    : Object.is(value, -0)
      ? '-0e0'
      : String(value);
}

export function names(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

/** The collation of text, unless a column names its own: by bytes, with trailing spaces. */
export interface TextCollation {
  readonly name: string;
}

/** Foreign keys come after the rows, with the other keys. Their session has checks off: the load proves them itself. */
export function ddl(schema: SchemaDefinition, collation: TextCollation): SchemaDdl {
  return {
    tables: schema.tables.map((table) => tableDdl(schema, table, collation)),
    indexes: [
      ...schema.tables.flatMap((table) => indexDdl(schema, table)),
      ...present(schema.indexes.map(({ sql }) => [forEngine(sql), (text) => text])),
    ],
    views: present(
      schema.views.map(({ name, sql }) => [forEngine(sql), (text) => `CREATE VIEW ${quoted(name)} AS ${text}`]),
    ),
    triggers: present(schema.triggers.map(({ sql }) => [forEngine(sql), (text) => text])),
    statements: present(schema.statements.map((sql) => [forEngine(sql), (text) => text])),
  };
}

export const schemaRecordDdl =
  'CREATE TABLE `ntom_schema` (`schema` BIGINT NOT NULL, `fingerprint` VARCHAR(64) NOT NULL, `contentId` VARCHAR(64), `loadedAt` VARCHAR(32) NOT NULL) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4';

function present(texts: readonly (readonly [string | undefined, (text: string) => string])[]): readonly string[] {
  return texts.flatMap(([text, statement]) => (text === undefined ? [] : [statement(text)]));
}

function tableDdl(schema: SchemaDefinition, table: TableDefinition, { name: collation }: TextCollation): string {
  const lines = [
    ...table.columns.map((column) => columnDdl(column)),
    ...(table.primaryKey.length > 0 ? [`PRIMARY KEY (${names(table.primaryKey)})`] : []),
    ...keysBeforeRows(schema, table).map((key) => `UNIQUE INDEX ${keyDdl(key)}`),
    ...table.checks.flatMap(({ name, expression }) => {
      const text = forEngine(expression);
      return text === undefined ? [] : [`CONSTRAINT ${quoted(name)} CHECK (${text})`];
    }),
  ];
  const options = [
    'ENGINE = InnoDB',
    'DEFAULT CHARSET = utf8mb4',
    `COLLATE = ${collation}`,
    ...textFor(table.attributes),
  ];
  return `CREATE TABLE ${quoted(table.name)} (\n  ${lines.join(',\n  ')}\n) ${options.join(' ')}`;
}

/** An ENUM loses the spaces at the end of its values. */
function isPlainEnum(values: readonly string[]): boolean {
  return !values.some((value) => value.endsWith(' '));
}

/** Longer text goes into a type that has no length; a check has it then. */
const longestVarchar = 16_383;

/** The type of a column in a table that ntom makes. */
export function declaredType(type: ColumnType): string {
  switch (type.kind) {
    case 'int':
    case 'bigint':
      return 'BIGINT';
    case 'bool':
      return 'TINYINT(1)';
    case 'real':
      return 'DOUBLE';
    case 'decimal':
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case 'text':
      return type.length !== null && type.length <= longestVarchar ? `VARCHAR(${type.length})` : 'LONGTEXT';
    case 'enum':
      return isPlainEnum(type.values)
        ? `ENUM(${type.values.map(literal).join(', ')})`
        : `VARCHAR(${Math.max(...type.values.map((value) => [...value].length))})`;
    case 'date':
      return 'DATE';
    case 'time':
      return `TIME(${type.precision})`;
    case 'datetime':
      return `DATETIME(${type.precision})`;
    case 'json':
      return 'LONGTEXT';
    case 'uuid':
      return 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
    case 'blob':
      return type.length !== null && type.length <= longestVarchar ? `VARBINARY(${type.length})` : 'LONGBLOB';
  }
}

function columnDdl(column: ColumnDefinition): string {
  const generated = generatedDdl(column);
  return [
    quoted(column.name),
    typeDdl(column),
    ...generated,
    // MariaDB takes no NOT NULL on a generated column.
    ...(generated.length > 0 ? [] : [column.nullable ? 'NULL' : 'NOT NULL']),
    ...(column.autoIncrement ? ['AUTO_INCREMENT'] : []),
    ...defaultDdl(column),
    ...textFor(column.attributes),
    ...(textFor(column.declared).length > 0 ? [] : domainChecks(column).map((condition) => `CHECK (${condition})`)),
  ].join(' ');
}

/** The type of a column, with the collation that it names for this engine. */
export function typeDdl({ type, declared, collation }: ColumnDefinition): string {
  const [name] = textFor(collation);
  const words = textFor(declared)[0] ?? declaredType(type);
  return name === undefined ? words : `${words} CHARACTER SET ${characterSetOf(name)} COLLATE ${name}`;
}

/** Whether rows whose bytes differ may be the same to a column. `table`: the collation of columns that name none. */
export function takesDifferentForSame({ type, collation }: ColumnDefinition, table: TextCollation): boolean {
  if (collation !== null && forEngine(collation) !== undefined) return true;
  // Older servers have no collation by bytes that sees trailing spaces.
  return type.kind === 'text' && table.name === 'utf8mb4_bin';
}

function defaultDdl(column: ColumnDefinition): readonly string[] {
  if (column.default === null) return [];
  if ('value' in column.default) return [`DEFAULT ${defaultLiteral(column.default.value, typeDdl(column))}`];
  const text = forEngine(column.default.sql);
  if (text === undefined) return [];
  return [isCurrentTime(text) ? `DEFAULT ${text}` : `DEFAULT (${text})`];
}

/** A type without a length takes a default only as an expression. */
function defaultLiteral(value: Value, declared: string): string {
  const text = valueLiteral(value);
  return withoutLength.test(declared) && value !== null ? `(${text})` : text;
}

const withoutLength = /^(?:(?:tiny|medium|long)?(?:text|blob)|json)\b/i;

function generatedDdl({ generated }: ColumnDefinition): readonly string[] {
  const text = generated === null ? undefined : forEngine(generated.expression);
  return text === undefined ? [] : [`GENERATED ALWAYS AS (${text}) ${generated?.stored ? 'STORED' : 'VIRTUAL'}`];
}

/**
 * What the declared type does not say by itself. JSON is not checked: servers refuse some that is valid, nested deeper than 31
 * levels or with half of a pair of surrogates in it.
 */
export function domainChecks({ name, type }: Pick<ColumnDefinition, 'name' | 'type'>): readonly string[] {
  if (type.kind === 'bool') return [`${quoted(name)} IN (0, 1)`];
  if (type.kind === 'enum' && !isPlainEnum(type.values))
    return [`${quoted(name)} IN (${type.values.map(literal).join(', ')})`];
  if (type.kind === 'text' && declaredType(type) === 'LONGTEXT' && type.length !== null)
    return [`char_length(${quoted(name)}) <= ${type.length}`];
  if (type.kind === 'blob' && declaredType(type) === 'LONGBLOB' && type.length !== null)
    return [`length(${quoted(name)}) <= ${type.length}`];
  return [];
}

/** The columns in the order of the parent's key: the engine looks for an index that begins with them. */
function foreignKeyDdl(schema: SchemaDefinition, key: ForeignKeyDefinition): string {
  const pairs = key.columns.map((column, index) => [column, key.parentColumns[index] ?? ''] as const);
  const order = parentKey(schema, key);
  const sorted = [...pairs].sort((a, b) => order.indexOf(a[1]) - order.indexOf(b[1]));
  return [
    `CONSTRAINT ${quoted(key.name)} FOREIGN KEY (${names(sorted.map(([column]) => column))})`,
    `REFERENCES ${quoted(key.parent)} (${names(sorted.map(([, parent]) => parent))})`,
    ...(key.onDelete === 'no action' ? [] : [`ON DELETE ${key.onDelete.toUpperCase()}`]),
    ...(key.onUpdate === 'no action' ? [] : [`ON UPDATE ${key.onUpdate.toUpperCase()}`]),
  ].join(' ');
}

function parentKey(schema: SchemaDefinition, { parent, parentColumns }: ForeignKeyDefinition): readonly string[] {
  const table = findTable(schema, parent);
  const keys = (table === undefined ? [] : uniqueKeys(table)).map(({ columns }) => columns);
  const isSame = (columns: readonly string[]) => columns.join('\0') === parentColumns.join('\0');
  const hasSame = (columns: readonly string[]) =>
    columns.length === parentColumns.length && columns.every((column) => parentColumns.includes(column));
  return keys.find(isSame) ?? keys.find(hasSame) ?? parentColumns;
}

/** One statement a table: the engine reads the rows once for all of them. Keys that others refer to are there from the start. */
function indexDdl(schema: SchemaDefinition, table: TableDefinition): readonly string[] {
  const added = [
    ...table.uniques.filter((key) => !isParentKey(schema, table, key)).map((key) => `ADD UNIQUE INDEX ${keyDdl(key)}`),
    ...table.indexes.map((key) => `ADD INDEX ${keyDdl(key)}`),
    ...table.foreignKeys.map((key) => `ADD ${foreignKeyDdl(schema, key)}`),
  ];
  return added.length === 0 ? [] : [`ALTER TABLE ${quoted(table.name)} ${added.join(', ')}`];
}

/** Unique keys that come with the table, besides the primary one. */
export function keysBeforeRows(schema: SchemaDefinition, table: TableDefinition): readonly KeyDefinition[] {
  return table.uniques.filter((key) => isParentKey(schema, table, key));
}

/** Whether a foreign key refers to it: then it has to be there from the start. */
function isParentKey(schema: SchemaDefinition, { name }: TableDefinition, { columns }: KeyDefinition): boolean {
  const keys = schema.tables.flatMap((table) => table.foreignKeys).filter((key) => key.parent === name);
  return keys.some(
    ({ parentColumns }) =>
      parentColumns.length === columns.length && parentColumns.every((column) => columns.includes(column)),
  );
}

function keyDdl({ name, columns }: KeyDefinition): string {
  return `${quoted(name)} (${names(columns)})`;
}
