import { join } from 'node:path';
import { valueText } from '../format/value-text.ts';
import {
  findTable,
  storedColumns,
  uniqueKeys,
  type SchemaDefinition,
  type TableDefinition,
  type Value,
} from '../schema/definition.ts';
import type { RecordedKeys } from './key-recorder.ts';
import { KeyLog } from './key-log.ts';

/** A key of a table whose values are logged: a unique key, or a foreign key. */
interface LoggedKey {
  readonly table: TableDefinition;
  readonly columns: readonly string[];
  readonly log: KeyLog;
  readonly textOf: (row: readonly Value[]) => string | null;
}

/** What is wrong with the keys of some rows. Rows are counted as they were logged: the first ones are listed, all counted. */
interface KeyFinding {
  readonly table: TableDefinition;
  readonly columns: readonly string[];
  readonly count: number;
}

/** Rows with the first row that has the same key. */
export interface RepeatedKey extends KeyFinding {
  /** For messages: `primary key`. */
  readonly key: string;
  readonly pairs: readonly (readonly [row: number, first: number])[];
}

/** Rows whose parent does not exist. */
export interface MissingParent extends KeyFinding {
  readonly parent: string;
  readonly parentColumns: readonly string[];
  readonly rows: readonly number[];
}

/** Logs the keys of every row while they pass, and says at the end which are there twice and which have no parent. */
export class KeyChecks {
  readonly #schema: SchemaDefinition;
  readonly #rows = new Map<string, number>();
  readonly #keys: readonly LoggedKey[];

  /** `scratch`: a folder for what does not fit into memory. */
  constructor(schema: SchemaDefinition, scratch: string) {
    const directory = join(scratch, 'keys');
    this.#schema = schema;
    this.#keys = schema.tables
      .flatMap((table) => loggedColumns(schema, table).map((columns) => ({ table, columns })))
      .map(({ table, columns }, index) => ({
        table,
        columns,
        log: new KeyLog(directory, String(index)),
        textOf: keyText(table, columns),
      }));
  }

  merge(table: TableDefinition, keys: RecordedKeys, rows: number): void {
    const before = this.#rows.get(table.name) ?? 0;
    this.#rows.set(table.name, before + rows);
    const logs = this.#keys.filter((key) => key.table === table);
    for (const [index, pairs] of keys.entries())
      for (const [hash, row] of pairs) logs[index]?.log.add(hash, before + row);
  }

  /** Rows whose unique key is in an earlier row too. Equal hashes: the caller compares the keys. */
  repeated(most: number): readonly RepeatedKey[] {
    return this.#schema.tables.flatMap((table) =>
      uniqueKeys(table)
        .filter(({ columns }) => isStored(table, columns))
        .map(({ name, columns }) => {
          const { count, rows } = this.#log(table, columns).repeated(most);
          return { table, columns, count, key: keyName(name, columns), pairs: rows };
        }),
    );
  }

  /** Rows whose foreign key is in no row of the parent. */
  orphans(most: number): readonly MissingParent[] {
    return this.#schema.tables.flatMap((table) =>
      table.foreignKeys.flatMap(({ columns, parent, parentColumns }) => {
        const parentTable = definedTable(this.#schema, parent);
        if (!isStored(table, columns) || !isStored(parentTable, parentColumns)) return [];
        const parents = this.#log(parentTable, parentColumns);
        return [{ table, columns, parent, parentColumns, ...this.#log(table, columns).missingFrom(parents, most) }];
      }),
    );
  }

  #log(table: TableDefinition, columns: readonly string[]): KeyLog {
    const key = this.#keys.find(
      (each) => each.table === table && each.columns.join('\u0000') === columns.join('\u0000'),
    );
    if (key === undefined) throw new TypeError(`${table.name} (${columns.join(', ')}) is not logged`);
    return key.log;
  }
}

/** Each list of columns once: a foreign key may be a primary key too. A parent's also in the order in which a child has them. */
export function loggedColumns(schema: SchemaDefinition, table: TableDefinition): readonly (readonly string[])[] {
  const references = schema.tables.flatMap(({ foreignKeys }) =>
    foreignKeys.filter(({ parent }) => parent === table.name),
  );
  const all = [
    ...[...uniqueKeys(table), ...table.foreignKeys].map((key) => key.columns),
    ...references.map((key) => key.parentColumns),
  ];
  return [...new Map(all.map((columns) => [columns.join('\u0000'), columns])).values()].filter((columns) =>
    isStored(table, columns),
  );
}

/** A key over a generated column is in no extract: the target database checks it. */
function isStored(table: TableDefinition, columns: readonly string[]): boolean {
  const stored = storedColumns(table).map((column) => column.name);
  return columns.every((column) => stored.includes(column));
}

function definedTable(schema: SchemaDefinition, name: string): TableDefinition {
  const table = findTable(schema, name);
  if (table === undefined) throw new TypeError(`schema ${schema.version} has no table ${name}`);
  return table;
}

/**
 * The text that stands for a row's key: equal keys have equal texts, also across tables. null where a column of it is NULL:
 * such keys are equal to none.
 */
export function keyText(table: TableDefinition, columns: readonly string[]): (row: readonly Value[]) => string | null {
  const fields = storedColumns(table)
    .map(({ name, type }, index) => ({ name, index, text: valueText(type) }))
    .filter(({ name }) => columns.includes(name))
    .sort((a, b) => columns.indexOf(a.name) - columns.indexOf(b.name));
  return (row) => {
    let key = '';
    for (const { index, text } of fields) {
      const value = row[index] ?? null;
      if (value === null) return null;
      const written = text.write(value);
      key += `${written.length}:${written}`;
    }
    return key;
  };
}

function keyName(name: string, columns: readonly string[]): string {
  return name === 'primary key' ? name : `${columns.join(', ')} (unique)`;
}
