import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { quoted } from '../../src/dialects/mysql/ddl.ts';
import { mysqlLocation } from '../../src/dialects/mysql/location.ts';
import type { DirectAccess } from './direct-access.ts';
import { openSession, type TestSession } from './mariadb/session.ts';

export const mysqlAccess: DirectAccess = {
  async adopt(file, database) {
    const { host, port } = mysqlLocation(database).server;
    await using session = await openSession({ host, port });
    await session.ask(`CREATE DATABASE ${quoted(mysqlLocation(database).database)}`);
    await mysqlAccess.execute(database, withoutItsDatabase(readFileSync(file, 'utf8')));
  },
  async execute(database, script) {
    await using session = await sessionOn(database);
    // Scripts are standard SQL, to which a backslash is a letter like any other.
    await session.ask("SET SESSION foreign_key_checks = 0, sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
    await session.ask('START TRANSACTION');
    await session.ask(script);
    await session.ask('COMMIT');
  },
  async query(database, sql) {
    await using session = await sessionOn(database);
    const rows = await session.ask(sql);
    return rows;
  },
  async faults(database) {
    await using session = await sessionOn(database);
    const checks = await overTables(session, 'CHECK TABLE');
    const faults = [...checks.filter((row) => row['Msg_text'] !== 'OK'), ...(await orphans(session))];
    return faults;
  },
  async contentHash(database) {
    await using session = await sessionOn(database);
    const hash = createHash('sha256').update(JSON.stringify(await overTables(session, 'CHECKSUM TABLE')));
    for (const table of await tablesOf(session)) {
      hash.update(JSON.stringify(await session.ask(`SHOW CREATE TABLE ${quoted(table)}`)));
    }
    const digest = hash.digest('hex');
    return digest;
  },
};

/** A script may make a database of a name of its own, and use it. */
function withoutItsDatabase(script: string): string {
  return script.replaceAll(/^(?:(?:DROP|CREATE) DATABASE|USE)\b[^;]*;/gim, '');
}

function sessionOn(location: DatabaseLocation): Promise<TestSession> {
  const { server, database } = mysqlLocation(location);
  return openSession({ host: server.host, port: server.port, database });
}

async function tablesOf(session: TestSession): Promise<readonly string[]> {
  const rows = await session.ask(`SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'`);
  return rows.map((row) => String(Object.values(row)[0]));
}

async function overTables(session: TestSession, statement: string) {
  const tables = await tablesOf(session);
  return tables.length === 0 ? [] : session.ask(`${statement} ${tables.map(quoted).join(', ')}`);
}

/** Rows without their parent: the server does not look for them by itself. */
async function orphans(session: TestSession): Promise<readonly unknown[]> {
  const columns = await session.ask(`
    SELECT constraint_name AS name, table_name AS child, column_name AS origin, referenced_table_name AS parent,
           referenced_column_name AS target
      FROM information_schema.key_column_usage
     WHERE table_schema = database() AND referenced_table_name IS NOT NULL
     ORDER BY table_name, constraint_name, ordinal_position`);
  const keys = Map.groupBy(columns, ({ child, name }) => `${String(child)}.${String(name)}`);
  const found: unknown[] = [];
  for (const [key, pairs] of keys) {
    const { child, parent, target } = pairs[0] ?? {};
    const on = pairs.map((pair) => `p.${name(pair['target'])} = c.${name(pair['origin'])}`).join(' AND ');
    const present = pairs.map((pair) => `c.${name(pair['origin'])} IS NOT NULL`).join(' AND ');
    const rows = await session.ask(
      `SELECT ${literal(key)} AS foreign_key, c.* FROM ${name(child)} AS c LEFT JOIN ${name(parent)} AS p ON ${on}
        WHERE ${present} AND p.${name(target)} IS NULL`,
    );
    found.push(...rows);
  }
  return found;
}

function name(value: unknown): string {
  return quoted(String(value));
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
