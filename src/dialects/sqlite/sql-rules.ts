import type { SqlRules } from '../engine-rules.ts';

/** https://sqlite.org/lang_corefunc.html, https://sqlite.org/lang_datefunc.html */
export const sqlRules: SqlRules = {
  lexemes: {
    comment: /--[^\n]*|\/\*.*?(?:\*\/|$)/s,
    string: /'(?:[^']|'')*'/s,
    quotedName: /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/s,
  },
  keepsSubqueryOrder: true,
  changingFunctions: new Set([
    'random',
    'randomblob',
    'last_insert_rowid',
    'changes',
    'total_changes',
    'sqlite_version',
    'sqlite_source_id',
  ]),
  changingWords: new Set(['current_timestamp', 'current_date', 'current_time']),
  timeFunctions: new Map([
    ['date', 0],
    ['time', 0],
    ['datetime', 0],
    ['julianday', 0],
    ['unixepoch', 0],
    ['strftime', 1],
  ]),
};
