import type { Adoption, FoundDatabase } from '../adoption.ts';
import { databaseNameProblem } from './connection/database-name.ts';

export const adoption: Adoption = {
  engine: 'mysql',
  defaultPlace: 'mysql://localhost:3306',
  advice:
    'The password goes into the environment variable NTOM_MYSQL_PASSWORD or into ~/.my.cnf, never into the configuration: see docs/servers.md.',
  versionedName: (app, version) => `${app}_v${version}`,
  databasesIn: () => [],
  databasesOf: (connection) => [databaseOf(connection) ?? []].flat(),
  ignoreLines: () => [],
};

/** `mysql://user:secret@host:3306/shop?…`, with the schemes that other programs have for it. The password is left behind. */
function databaseOf(connection: string): FoundDatabase | null {
  const [, rest] = /^(?:jdbc:)?(?:mysql2?|mariadb)(?:\+\w+)?:\/\/(.+)$/is.exec(connection) ?? [];
  const url = rest === undefined ? null : parse(`mysql://${rest}`);
  const name = url === null ? null : decoded(url.pathname.replace(/^\/|\/$/g, ''));
  if (url === null || name === null || !isPlain(name) || databaseNameProblem(name) !== null) return null;
  if (!isPlain(decoded(url.host)) || (url.username !== '' && !isPlain(decoded(url.username)))) return null;
  const place = `mysql://${url.username === '' ? '' : `${url.username}@`}${url.host}${socketOf(url)}`;
  return { engine: 'mysql', place, name, label: `${name} on ${url.host}` };
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Neither a variable that another program fills in, nor a piece of a password that is not written as a URL has it. */
function isPlain(text: string | null): boolean {
  return text !== null && text !== '' && !/[$<>{}@:]/.test(text.replace(/:\d+$/, ''));
}

function socketOf(url: URL): string {
  const socket = url.searchParams.get('socket');
  return socket === null ? '' : `?socket=${encodeURIComponent(socket)}`;
}
