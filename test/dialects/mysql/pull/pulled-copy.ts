import { mysql } from '../../../../src/dialects/mysql/dialect.ts';
import { mysqlLocation } from '../../../../src/dialects/mysql/location.ts';
import { connect } from '../../../../src/dialects/mysql/open.ts';
import { pullDatabase } from '../../../../src/dialects/mysql/pull/pull-database.ts';
import type { Pulled } from '../../../../src/dialects/pulled.ts';
import { asSchema } from '../../../../src/authoring/pull/as-schema.ts';
import { createDatabase } from '../../../../src/load/create-database.ts';
import { checkSchema } from '../../../../src/schema/check-schema.ts';
import type { SchemaDefinition } from '../../../../src/schema/definition.ts';
import { fingerprint } from '../../../../src/schema/fingerprint.ts';
import type { PrivateServer } from '../../../support/mariadb/private-server.ts';

export async function pull({ url }: Pick<PrivateServer, 'url'>, database: string): Promise<Pulled> {
  await using connection = await connect(mysqlLocation(mysql.locate(url, 'x', 1)).server, { database });
  const pulled = await pullDatabase(connection, database, new AbortController().signal);
  return pulled;
}

/** A database of the server's own, made by a script of several statements. */
export async function make(server: PrivateServer, database: string, script: string): Promise<void> {
  await using session = await server.open();
  await session.ask(`SET NAMES utf8mb4; CREATE DATABASE \`${database}\`; USE \`${database}\``);
  await session.ask(script);
}

/** What was pulled, as a schema of version 1. */
export function schemaOf(pulled: Pulled): SchemaDefinition {
  const content = { ...asSchema(1, pulled).content, statements: [] };
  checkSchema(content);
  return { ...content, leftOut: {}, fingerprint: fingerprint(content) };
}

/** Makes a database `APP_v1` of it, without rows. */
export async function makeCopy(
  { url }: Pick<PrivateServer, 'url'>,
  app: string,
  schema: SchemaDefinition,
): Promise<void> {
  await createDatabase({ schema, dialect: mysql, target: mysql.locate(url, app, schema.version) });
}

/** What the server says of the tables of a database, without what a copy names or orders otherwise. */
export async function declarations(
  server: PrivateServer,
  database: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  await using session = await server.open();
  await session.ask(`USE \`${database}\``);
  const tables = await session.ask(`SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'`);
  const found: Record<string, readonly string[]> = {};
  for (const row of tables) {
    const name = String(Object.values(row)[0]);
    if (name === 'ntom_schema') continue;
    const [shown] = await session.ask(`SHOW CREATE TABLE \`${name.replaceAll('`', '``')}\``);
    const collations = await session.ask(
      `SELECT concat(column_name, ' ', collation_name) AS said FROM information_schema.columns
        WHERE table_schema = database() AND table_name = '${name.replaceAll("'", "''")}' AND collation_name IS NOT NULL`,
    );
    found[name] = [...comparable(String(shown?.['Create Table'])), ...collations.map(({ said }) => String(said))];
  }
  return found;
}

/** Lines in an order of their own: conditions of columns are those of the table in a copy, and have names. */
function comparable(statement: string): readonly string[] {
  const lines = statement
    .replaceAll(/ CHARACTER SET \w+| COLLATE \w+|(?: DEFAULT CHARSET| COLLATE| AUTO_INCREMENT)=\w+/g, '')
    .replaceAll(/ COMMENT 'ntom: int'| USING BTREE| ON (?:UPDATE|DELETE) NO ACTION/g, '')
    .replaceAll(/,$/gm, '')
    .split('\n');
  const split = lines.flatMap((line) => {
    const check = / CHECK \(.*\)$/.exec(line);
    return check === null ? [line] : [line.slice(0, check.index), check[0]];
  });
  return split.filter((line) => !/^ {2}CONSTRAINT `(?:[^`]|``)*`$/.test(line)).sort();
}
