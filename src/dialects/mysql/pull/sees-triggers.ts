import { textOf } from '../../raw-values.ts';
import type { MysqlConnection } from '../open.ts';

interface Grant {
  readonly privileges: string;
  /** `*`, or a pattern of names of databases. */
  readonly on: string;
}

/** Whether the user sees the triggers of a database. Without the privilege there seem to be none. */
export async function seesTriggers(connection: MysqlConnection, database: string): Promise<boolean> {
  const grants = (await connection.query('SHOW GRANTS')).flatMap(([grant]) => grantOf(textOf(grant)));
  const ofDatabase = grants.filter(({ on }) => on !== '*' && isLike(database, on));
  const closest = Math.max(...ofDatabase.map(({ on }) => closeness(on)));
  return grants
    .filter((grant) => grant.on === '*' || (ofDatabase.includes(grant) && closeness(grant.on) === closest))
    .some(({ privileges }) => /\b(?:TRIGGER|ALL PRIVILEGES)\b/.test(privileges));
}

/** Those on single tables do not count: there may be others. */
function grantOf(statement: string): readonly Grant[] {
  const [, privileges = '', on] = /^GRANT (.+?) ON (`(?:[^`]|``)*`|\*)\.\* /.exec(statement) ?? [];
  if (on === undefined) return [];
  return [{ privileges, on: on === '*' ? on : on.slice(1, -1).replaceAll('``', '`') }];
}

/** Of the patterns that fit, a server takes the one whose first wildcard is the furthest behind. */
function closeness(pattern: string): number {
  const wildcard = /(?<!\\)[%_]/.exec(pattern);
  return wildcard === null ? Infinity : wildcard.index;
}

function isLike(name: string, pattern: string): boolean {
  const source = pattern.replaceAll(/\\([^])|[^]/gu, (found, escaped?: string) => {
    if (found === '%') return '.*';
    if (found === '_') return '.';
    return `\\u{${((escaped ?? found).codePointAt(0) ?? 0).toString(16)}}`;
  });
  return new RegExp(`^${source}$`, 'su').test(name);
}
