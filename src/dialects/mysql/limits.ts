import type {
  ColumnDefinition,
  ForeignKeyDefinition,
  KeyDefinition,
  SchemaDefinition,
  TableDefinition,
} from '../../schema/definition.ts';
import type { Limit } from '../engine-rules.ts';
import { leftOut } from '../left-out.ts';
import { textFor } from './ddl/text-for.ts';
import { sizeOf, type ColumnSize } from './limits/column-size.ts';
import { nameLimits } from './limits/names.ts';

/**
 * What InnoDB and the server take, as MariaDB 10.11 was seen to refuse it and as MySQL 8.4 documents it
 * (https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html). MariaDB takes some keys that MySQL does not.
 */
const most = {
  columns: 1017,
  keys: 64,
  keyColumns: { mysql: 16, mariadb: 32 },
  keyBytes: 3072,
  rowBytes: 65_535,
  pageBytes: 8126,
  enumValues: 65_535,
  enumCharacters: 255,
} as const;

export function limits(schema: SchemaDefinition): readonly Limit[] {
  return [...nameLimits(schema), ...schema.tables.flatMap(tableLimits), ...leftOut(schema, 'mysql')];
}

function tableLimits(table: TableDefinition): readonly Limit[] {
  const found = [
    ...countReasons(table).map(refused),
    ...rowReasons(table).map(refused),
    ...table.columns.flatMap(columnReasons),
    ...keysOf(table).flatMap((key) => keyReasons(table, key)),
    ...table.foreignKeys.flatMap((key) => referenceReasons(table, key)).map(refused),
  ];
  return found.map((limit) => ({ where: `table ${table.name}`, ...limit }));
}

type Reason = Omit<Limit, 'where'>;

function refused(reason: string): Reason {
  return { reason, isRefused: true };
}

function countReasons(table: TableDefinition): readonly string[] {
  const [columns, keys] = [table.columns.length, keysOf(table).length];
  return [
    ...(columns > most.columns ? [`it has ${columns} columns, where ${most.columns} is the most`] : []),
    ...(keys > most.keys ? [`it has ${keys} keys and indexes, where ${most.keys} is the most`] : []),
  ];
}

/** Columns whose type the schema declares itself are not counted. */
function rowReasons({ columns }: TableDefinition): readonly string[] {
  const sizes = columns.map(sizeOf).filter((size) => size !== null);
  const nullBytes = Math.ceil(columns.filter(({ nullable }) => nullable).length / 8);
  const row = sum(sizes, ({ rowBytes }) => rowBytes) + nullBytes;
  const page = sum(sizes, ({ pageBytes }) => pageBytes);
  if (row > most.rowBytes)
    return [`its row may have ${row} bytes, where ${most.rowBytes} is the most, text() and blob() not counted`];
  return page > most.pageBytes
    ? [
        `its row may have ${page} bytes in one page, where ${most.pageBytes} is the most: make short texts longer than 63 characters, which may lie outside`,
      ]
    : [];
}

function sum(sizes: readonly ColumnSize[], bytes: (size: ColumnSize) => number): number {
  return sizes.reduce((total, size) => total + bytes(size), 0);
}

function columnReasons(column: ColumnDefinition): readonly Reason[] {
  const { name, type } = column;
  if (type.kind !== 'enum' || textFor(column.declared).length > 0) return [];
  const longest = Math.max(...type.values.map((value) => [...value].length));
  return [
    ...(type.values.length > most.enumValues
      ? [refused(`${name} has ${type.values.length} values, where ${most.enumValues} is the most`)]
      : []),
    ...(longest > most.enumCharacters
      ? [
          {
            reason: `${name} has a value of ${longest} characters; MySQL takes ${most.enumCharacters}`,
            isRefused: false,
          },
        ]
      : []),
  ];
}

type Key = KeyDefinition & { readonly isPrimary: boolean };

function keysOf({ primaryKey, uniques, indexes }: TableDefinition): readonly Key[] {
  return [
    ...(primaryKey.length > 0 ? [{ name: 'primary key', columns: primaryKey, isPrimary: true }] : []),
    ...[...uniques, ...indexes].map((key) => ({ ...key, isPrimary: false })),
  ];
}

/** MariaDB makes a hash of a long unique key, and cuts a long index. */
function keyReasons(table: TableDefinition, { name, columns, isPrimary }: Key): readonly Reason[] {
  const what = isPrimary ? 'the primary key' : `the key ${name}`;
  const sizes = columns
    .map((column) => table.columns.find((each) => each.name === column))
    .map((column) => column && sizeOf(column));
  const endless = columns.find((_, index) => sizes[index]?.keyBytes === null);
  const bytes = sizes.reduce((total, size) => total + (size?.keyBytes ?? 0), 0);
  const more = isPrimary ? '' : '; MariaDB takes it';
  return [
    ...(endless === undefined
      ? []
      : [{ reason: `${what} is on ${endless}, which has no length or one over 16383${more}`, isRefused: isPrimary }]),
    ...(bytes > most.keyBytes
      ? [
          {
            reason: `${what} has up to ${bytes} bytes, where ${most.keyBytes} is the most${more}`,
            isRefused: isPrimary,
          },
        ]
      : []),
    ...keyColumnReasons(what, columns.length),
  ];
}

function keyColumnReasons(what: string, count: number): readonly Reason[] {
  const { mysql, mariadb } = most.keyColumns;
  if (count > mariadb) return [refused(`${what} has ${count} columns, where ${mariadb} is the most`)];
  return count > mysql ? [{ reason: `${what} has ${count} columns; MySQL takes ${mysql}`, isRefused: false }] : [];
}

function referenceReasons({ columns }: TableDefinition, key: ForeignKeyDefinition): readonly string[] {
  const actions = [key.onDelete, key.onUpdate];
  const own = columns.filter(({ name }) => key.columns.includes(name));
  const endless = own.find((column) => sizeOf(column)?.keyBytes === null);
  const required = own.find(({ nullable }) => !nullable);
  return [
    ...(endless === undefined
      ? []
      : [`the foreign key ${key.name} is on ${endless.name}, which has no length or one over 16383`]),
    ...(actions.includes('set default')
      ? [`the foreign key ${key.name} sets a default, which the server takes and never does`]
      : []),
    ...(actions.includes('set null') && required !== undefined
      ? [`the foreign key ${key.name} sets ${required.name} to NULL, which it may not be`]
      : []),
  ];
}
