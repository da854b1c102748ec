import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import { NtomError } from '../errors.ts';
import type { SchemaDefinition } from '../schema/definition.ts';

export interface CreateOptions {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly target: DatabaseLocation;
}

/**
 * Makes an empty database of a schema.
 *
 * @throws {NtomError} `TARGET_EXISTS` and the like; there is then no new database.
 */
export async function createDatabase(options: CreateOptions): Promise<void> {
  try {
    await create(options);
  } catch (error) {
    if (!(error instanceof NtomError)) throw error;
    const is = error.code === 'TARGET_EXISTS' ? 'unchanged' : 'not created';
    throw error.withAftermath({ state: [{ what: options.target.label, is }], next: 'ntom status' });
  }
}

async function create({ schema, dialect, target: location }: CreateOptions): Promise<void> {
  await using target = await dialect.createTarget(location, schema, {
    replace: false,
    partsId: null,
    command: `create ${schema.version}`,
  });
  const { version, fingerprint } = schema;
  const loadedAt = new Date().toISOString();
  await target.complete({ schema: version, fingerprint, contentId: null, loadedAt }, new Map());
  await target.publish();
}
