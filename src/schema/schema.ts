import type { PerEngine } from '../dialects/engines.ts';
import { failure } from '../errors.ts';
import { buildTable } from './build-table.ts';
import { checkLeftOut } from './check-left-out.ts';
import { checkOptions } from './check-options.ts';
import { checkSchema } from './check-schema.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { NamedSql, SchemaDefinition, TableDefinition } from './definition.ts';
import { fingerprint } from './fingerprint.ts';
import { Table } from './table.ts';

/** A checked schema. `V`: its version. `R`: by table, the type of its rows. `F`: by table, columns that need no value. */
export interface Schema<
  V extends number = number,
  R extends object = object,
  F extends object = object,
> extends SchemaDefinition {
  readonly version: V;
  /** For the compiler only: it is never there. */
  readonly '~rows'?: R;
  /** For the compiler only: it is never there. */
  readonly '~filled'?: F;
}

type Rows<S extends Schema> = NonNullable<S['~rows']>;

/** The names of a schema's tables: `TableName<typeof v3>`. */
export type TableName<S extends Schema> = Extract<keyof Rows<S>, string>;

/**
 * A row of a table as an extract carries it: `Row<typeof v3, 'city'>`. Generated columns are left out, a nullable column may
 * be null.
 */
export type Row<S extends Schema, T extends TableName<S>> = Rows<S>[T];

/** What a schema has beyond tables. */
export interface SchemaOptions {
  /** The collation of text columns that name none, by the engine's own name for it. */
  readonly collation?: PerEngine<string>;
  /** By name: the whole CREATE INDEX statement, for what `index` and `unique` of a table cannot say. */
  readonly indexes?: Readonly<Record<string, PerEngine<string>>>;
  /** By name: the SELECT. */
  readonly views?: Readonly<Record<string, PerEngine<string>>>;
  /** By name: the whole CREATE TRIGGER statement. */
  readonly triggers?: Readonly<Record<string, PerEngine<string>>>;
  /** Statements for one engine, run last. */
  readonly statements?: readonly PerEngine<string>[];
  /**
   * What a database of this schema may have besides, each with the reason why it is not in the schema: a `table` or a
   * `table.column`. `extract` leaves it behind and says so. Not part of the fingerprint.
   */
  readonly leftOut?: Readonly<Record<string, string>>;
}

/** The columns of a table that get NULL or a default value where a `copy` names none. */
export type FilledColumn<S extends Schema, T extends TableName<S>> = Extract<
  T extends keyof NonNullable<S['~filled']> ? NonNullable<S['~filled']>[T] : never,
  PropertyKey
>;

type Tables = Readonly<Record<string, Table>>;
type FilledOf<T extends Tables> = { [K in keyof T]: T[K]['~filled'] };
type RowsOf<T extends Tables> = T extends unknown ? { [K in keyof T]: T[K]['~row'] } : never;

/**
 * Major version `version` of an application's schema. Deeply frozen.
 *
 * @throws {NtomError} A code that begins with `SCHEMA_`, naming table and column, when the definition is wrong.
 */
export function schema<const V extends number, T extends Tables>(
  version: V,
  tables: T,
  options: SchemaOptions = {},
): Schema<V, RowsOf<T>, FilledOf<T>> {
  if (!Number.isSafeInteger(version) || version < 1) throw failure('SCHEMA_BAD_VERSION', { value: version });
  checkOptions(`schema ${version}`, options, ['collation', 'indexes', 'views', 'triggers', 'statements', 'leftOut']);
  const content = {
    version,
    tables: buildTables(version, tables, options.collation ?? null),
    indexes: namedSql(options.indexes),
    views: namedSql(options.views),
    triggers: namedSql(options.triggers),
    statements: [...(options.statements ?? [])],
  };
  checkSchema(content);
  const leftOut = { ...options.leftOut };
  checkLeftOut(content, leftOut);
  return deepFreeze({ ...content, leftOut, fingerprint: fingerprint(content) });
}

function buildTables(version: number, tables: Tables, collation: PerEngine<string> | null): TableDefinition[] {
  checkNamed(`schema ${version}`, tables);
  return Object.entries(tables).map(([name, table]) => {
    const where = `table ${name}`;
    if (!(table instanceof Table))
      throw failure('SCHEMA_BAD_DECLARATION', { where, value: table, wanted: 'table({…})' });
    checkNamed(where, table.columns);
    return buildTable(name, table, collation);
  });
}

/** `{ __proto__: … }` in source code sets the prototype and names nothing: it would be lost without a word. */
function checkNamed(where: string, named: unknown): void {
  if (typeof named !== 'object' || named === null || Array.isArray(named)) {
    throw failure('SCHEMA_BAD_DECLARATION', { where, value: named, wanted: 'an object by name' });
  }
  const prototype: unknown = Object.getPrototypeOf(named);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw failure('SCHEMA_BAD_NAME', { where, name: '__proto__', reason: 'is reserved' });
}

function namedSql(named: Readonly<Record<string, PerEngine<string>>> = {}): NamedSql[] {
  return Object.entries(named).map(([name, sql]) => ({ name, sql }));
}
