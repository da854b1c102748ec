import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Work } from './work.ts';
import type { SourceProject } from './data-sets/open-source.ts';

/** For works that make a database file: a fresh place before, and all rows there afterwards. */
export function newDatabase(path: string, { tables }: SourceProject): Pick<Work, 'prepare' | 'check'> {
  return {
    async prepare() {
      emptyFolder(dirname(path));
    },
    async check() {
      const database = new BetterSqlite3(path, { readonly: true });
      try {
        for (const { table, count } of tables) {
          const found = database.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get();
          if (found !== count) throw new Error(`${path}: ${found} of ${count} rows in ${table}`);
        }
      } finally {
        database.close();
      }
    },
  };
}

export function emptyFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
}
