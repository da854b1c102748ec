import type { SqlRules } from '../engine-rules.ts';

const now = [
  'current_timestamp',
  'current_date',
  'current_time',
  'localtime',
  'localtimestamp',
  'utc_timestamp',
  'utc_date',
  'utc_time',
  'current_user',
  'current_role',
];

/** As our sessions have it: a backslash escapes, and double quotes are around texts. */
export const sqlRules: SqlRules = {
  lexemes: {
    comment: /\/\*.*?(?:\*\/|$)|--(?=\s|$)[^\n]*|#[^\n]*/s,
    string: /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"/s,
    quotedName: /`(?:[^`]|``)*`/s,
  },
  keepsSubqueryOrder: false,
  changingFunctions: new Set([
    ...now,
    'now',
    'sysdate',
    'curdate',
    'curtime',
    'rand',
    'random_bytes',
    'uuid',
    'uuid_short',
    'uuid_v4',
    'uuid_v7',
    'sys_guid',
    'connection_id',
    'last_insert_id',
    'row_count',
    'found_rows',
    'user',
    'session_user',
    'system_user',
    'version',
  ]),
  changingWords: new Set(now),
  timeFunctions: new Map([['unix_timestamp', 0]]),
};
