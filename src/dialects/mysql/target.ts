import type { SchemaDefinition } from '../../schema/definition.ts';
import { claimDatabase } from '../one-database.ts';
import type { SchemaRecord } from '../source.ts';
import type { Target, TargetOptions } from '../target.ts';
import { begin } from './building/begin.ts';
import { loadingName, type Building } from './building/building.ts';
import { Lanes } from './building/lanes.ts';
import { lock } from './building/lock.ts';
import { loadPart } from './building/load-part.ts';
import { runStatement } from './building/statement.ts';
import { quoted } from './ddl.ts';
import { asServerError, serverFailure } from './failures.ts';
import { locationOf, type MysqlLocation } from './location.ts';
import { connect, type MysqlConnection } from './open.ts';
import { publishTables } from './publish.ts';
import { collatedKeys, sameKeys } from './same-keys.ts';
import { openSource } from './source.ts';
import { step } from '../../failpoints/step.ts';

/**
 * Begins `app_v3__loading`, or goes on with it if it was begun from the same extract. Its ledger has a row for each part, written
 * in the part's own transaction: a part is loaded exactly once, however often the load is run.
 */
export async function createTarget(
  final: MysqlLocation,
  schema: SchemaDefinition,
  options: TargetOptions,
): Promise<Target> {
  const loading = locationOf(final.server, loadingName(final));
  let claim = claimDatabase(loading.toString());
  let connection: MysqlConnection | null = null;
  try {
    connection = await connect(final.server, { database: null, sendsParts: true });
    await lock(connection, final);
    const building = await begin(connection, { schema, final, loading }, options);
    if (building.isMoved) {
      claim[Symbol.dispose]();
      claim = claimDatabase(final.toString());
    }
    return targetOf(building, claim, options.lanes ?? 1);
  } catch (error) {
    await connection?.[Symbol.asyncDispose]();
    claim[Symbol.dispose]();
    throw serverFailure(final.server, error);
  }
}

function targetOf(building: Building, claim: Disposable, most: number): Target {
  const { connection, final, loading } = building;
  const lanes = new Lanes(connection, () => connect(final.server, { database: null, sendsParts: true }));
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw serverFailure(final.server, error);
    }
  };
  return {
    // Once rows are loaded, the run that began them has compared the keys of this very extract.
    collatedKeys: (table) =>
      building.done.size > 0 || building.isMoved ? [] : collatedKeys(table, building.collation),
    sameKeys: (table, key, keys, most) =>
      guarded(() => sameKeys({ ...building, database: loading.database }, table, key, keys, most)),
    place: '',
    lanes: most,
    load: (table, part) => guarded(() => loadPart(building, lanes, table, part)),
    complete: (record, nextIds) => guarded(() => complete(building, record, nextIds)),
    built: building.isMoved ? final : loading,
    readBack: (fellows) => openSource(building.isMoved ? final : loading, fellows),
    discard: () => void (building.isDiscarded = true),
    publish: () => guarded(() => publishTables(building)),
    async [Symbol.asyncDispose]() {
      await lanes[Symbol.asyncDispose]();
      const isUseless = building.isDiscarded || (building.done.size === 0 && !building.isMoved);
      if (isUseless && !building.isPublished) {
        const drop = `DROP DATABASE IF EXISTS ${quoted(loading.database)}`;
        await step('loading.discard', () => connection.run(drop), asServerError).catch(() => undefined);
      }
      await connection[Symbol.asyncDispose]();
      claim[Symbol.dispose]();
    },
  };
}

/** Of a key and of a foreign key. */
const duplicateNames = new Set<unknown>([1061, 1826]);

/** May have been done, all or in part, by a run before this one. */
async function complete(building: Building, record: SchemaRecord, nextIds: ReadonlyMap<string, bigint>): Promise<void> {
  building.record = record;
  const { connection, loading, final } = building;
  if (building.isMoved) return;
  await connection.run(`USE ${quoted(loading.database)}`);
  await connection.run('SET SESSION foreign_key_checks = 0');
  for (const statement of building.ddl.indexes) {
    const add = step('loading.add-keys', () => runStatement(connection, final, statement), asServerError);
    await add.catch((error: unknown) => {
      const cause = error instanceof Error ? error.cause : undefined;
      if (!(cause instanceof Error && 'errno' in cause && duplicateNames.has(cause.errno))) throw error;
    });
  }
  for (const [table, next] of nextIds) {
    const set = `ALTER TABLE ${quoted(table)} AUTO_INCREMENT = ${next}`;
    await step('loading.set-counter', () => connection.run(set), asServerError);
  }
}
