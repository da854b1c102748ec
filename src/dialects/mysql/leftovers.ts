import { textOf } from '../raw-values.ts';
import type { Leftover } from '../leftover.ts';
import { dropFinished } from './building/begin.ts';
import { lock, lockHolder } from './building/lock.ts';
import { ownState, type OwnKind } from './building/own-databases.ts';
import { quoted } from './ddl.ts';
import { serverFailure } from './failures.ts';
import { locate, locationOf, type MysqlLocation } from './location.ts';
import { connect, type MysqlConnection } from './open.ts';

/** What is left of making a database, if it is complete; nothing if somebody is at work on it. */
export async function removeLeftovers(final: MysqlLocation): Promise<void> {
  const connection = await connect(final.server, { database: null });
  try {
    if ((await lockHolder(connection, final)) !== null) return;
    await lock(connection, final);
    await dropFinished(connection, final);
  } catch (error) {
    throw serverFailure(final.server, error);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

/** An empty database is not told: it may be anybody's. One with the name of a version is a leftover while it is being removed. */
export async function leftoversAt(place: string, app: string): Promise<readonly Leftover[]> {
  const { server } = locate(place, app, 1);
  const connection = await connect(server, { database: null });
  try {
    const rows = await connection.query('SELECT schema_name FROM information_schema.schemata ORDER BY schema_name');
    const found: Leftover[] = [];
    for (const [name] of rows) {
      const own = ownName(textOf(name), app);
      if (own === null || (await ownState(connection, textOf(name), own.kind)) !== 'ours') continue;
      found.push(await leftover(connection, locationOf(server, textOf(name)), own));
    }
    return found;
  } catch (error) {
    throw serverFailure(server, error);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

interface OwnName {
  /** `app_v3`. */
  readonly final: string;
  readonly version: number;
  readonly kind: OwnKind;
}

function ownName(database: string, app: string): OwnName | null {
  if (!database.startsWith(`${app}_v`)) return null;
  const [, version, kind = 'pruned'] =
    /^([1-9]\d*)(?:__(loading|replaced|check))?$/.exec(database.slice(app.length + 2)) ?? [];
  if (version === undefined) return null;
  return { final: `${app}_v${version}`, version: Number(version), kind: kind as OwnKind };
}

async function leftover(
  connection: MysqlConnection,
  location: MysqlLocation,
  { final, version, kind }: OwnName,
): Promise<Leftover> {
  const locked = kind === 'check' ? location : locationOf(location.server, final);
  const holder = await lockHolder(connection, locked);
  const of = kind === 'check' ? 'check' : kind === 'pruned' ? 'prune' : 'load';
  return { label: location.database, version, of, holder, is: await whatItIs(connection, location, kind) };
}

async function whatItIs(connection: MysqlConnection, { database }: MysqlLocation, kind: OwnKind): Promise<string> {
  if (kind === 'check') return 'an empty database that was made to check queries';
  if (kind === 'replaced') return 'a database that was replaced';
  if (kind === 'pruned') return 'a database that was being removed';
  const rows = await connection.query(`SELECT count(*) FROM ${quoted(database)}.ntom_ledger`).catch(() => []);
  const parts = rows[0]?.[0] ?? 0n;
  return `a load that is not complete: ${textOf(parts)} ${parts === 1n ? 'part is' : 'parts are'} loaded`;
}
