import type { FieldPacket } from 'mysql2';
import { textOf } from '../raw-values.ts';
import type { BoundQuery, RawRow, ResultColumn } from '../source.ts';
import { quoted } from './ddl.ts';
import { queryFailure } from './failures.ts';
import type { MysqlLocation } from './location.ts';
import type { MysqlConnection } from './open.ts';

/** What the server says of a query. */

/** A session that uses a database. */
export interface Asked {
  readonly connection: MysqlConnection;
  readonly location: MysqlLocation;
}

/** An answer to a query of the pipeline or about it: what the server refuses is the query's fault. */
export async function ask({ connection, location }: Asked, query: BoundQuery): Promise<readonly RawRow[]> {
  try {
    return await connection.query(query.sql, query.parameters as never);
  } catch (error) {
    throw queryFailure(location.server, query.sql, error);
  }
}

export async function fieldsOf({ connection, location }: Asked, query: BoundQuery): Promise<readonly FieldPacket[]> {
  try {
    const { statement } = await new Promise<{ statement: { columns: FieldPacket[]; close(): void } }>(
      (resolve, reject) => {
        connection.driver.prepare(query.sql.replace(/[\s;]+$/, ''), (error, prepared) => {
          if (error === null) resolve({ statement: prepared as never });
          else reject(error);
        });
      },
    );
    statement.close();
    if (statement.columns.length === 0) throw new TypeError('it is not a SELECT');
    return statement.columns;
  } catch (error) {
    throw queryFailure(location.server, query.sql, error);
  }
}

export async function resultColumns(asked: Asked, query: BoundQuery): Promise<readonly ResultColumn[]> {
  const fields = await fieldsOf(asked, query);
  return fields.map(({ name, orgName, orgTable }) => ({
    name,
    origin: orgName === '' || orgTable === '' ? null : { table: orgTable, column: orgName },
  }));
}

/**
 * Those of `tables` that the server's own writing of the query names, or a view that stands in it: all but what it has optimised
 * away.
 */
export async function tablesRead(
  asked: Asked,
  tables: readonly string[],
  query: BoundQuery,
): Promise<readonly string[]> {
  const text = await withViews(asked, await rewritten(asked, query));
  return tables.filter((table) => isNamed(asked, table, text)).sort();
}

/** The text, and the queries of the views that it names. The server puts a view into the query only where that is all one. */
async function withViews(asked: Asked, text: string): Promise<string> {
  const found = await asked.connection.query(
    'SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?',
    [asked.location.database],
  );
  const views = found.map(([name, sql]) => ({ name: textOf(name), sql: textOf(sql) }));
  const named = new Set<string>([text]);
  for (const each of named) for (const { name, sql } of views) if (isNamed(asked, name, each)) named.add(sql);
  return [...named].join('\n');
}

function isNamed({ location }: Asked, name: string, text: string): boolean {
  const written = `${quoted(location.database)}.${quoted(name)}`;
  return text.includes(written) || text.includes(asInMessage(written));
}

/** MariaDB writes most control characters as escapes into a message. */
function asInMessage(text: string): string {
  const escaped = (character: string) => `\\${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return text.replaceAll(/(?![\t\n\r])\p{Cc}/gu, escaped);
}

/** The query as the server writes it: every column with its table. */
export async function rewritten(asked: Asked, query: BoundQuery): Promise<string> {
  await ask(asked, { ...query, sql: `EXPLAIN EXTENDED ${query.sql}` }).catch(() =>
    ask(asked, { ...query, sql: `EXPLAIN ${query.sql}` }),
  );
  const notes = await asked.connection.query('SHOW WARNINGS');
  return notes.map(([, , message]) => textOf(message)).join('\n');
}
