import type { TableDefinition } from '../schema/definition.ts';
import type { Schema } from '../schema/schema.ts';
import { wholeTable } from '../format/whole-extract.ts';
import { explained, findFixture, type FoundFixture } from './find-fixture.ts';
import { rowObjects } from '../schema/row-objects.ts';
import type { SchemaRows } from './schema-rows.ts';
import { fixtureFolders, type ProjectOptions } from './test-project.ts';

/**
 * The rows of a fixture by table, without a database: `rows(v3, 'small').city`. A table is read and proved when it is first asked
 * for. The rows belong to the caller: another call gives others.
 *
 * @throws {NtomError} `FIXTURE_MISSING`, `FIXTURE_OF_OTHER_SCHEMA`, `PROJECT_NOT_FOUND`; `FIXTURE_ALTERED`, of a part when its table
 *   is asked for.
 */
export function rows<S extends Schema>(schema: S, name: string, options: ProjectOptions = {}): SchemaRows<S> {
  const found = findFixture(schema, name, fixtureFolders(options));
  const tables = {};
  for (const table of schema.tables) {
    let read: object[] | null = null;
    const get = (): object[] => (read ??= tableOf(found, table));
    Object.defineProperty(tables, table.name, { enumerable: true, get });
  }
  return tables as SchemaRows<S>;
}

function tableOf({ directory, named, manifest }: FoundFixture, table: TableDefinition): object[] {
  try {
    return rowObjects(table, wholeTable(directory, manifest, table));
  } catch (thrown) {
    throw explained(thrown, named);
  }
}
