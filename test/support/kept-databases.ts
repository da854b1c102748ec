import { createHash } from 'node:crypto';
import { closeSync, existsSync, globSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { sqliteLocation } from '../../src/dialects/sqlite/location.ts';
import { mysqlAccess } from './mysql-access.ts';

/** A command, and where it may find databases. */
export interface Watched {
  readonly folder: string;
  readonly argv: readonly string[];
  /** Databases that are elsewhere: on a server, or not below the folder. */
  readonly elsewhere?: readonly DatabaseLocation[];
}

/**
 * Runs a command, and fails if a database that was there before is another one afterwards, or has files beside it that it had not.
 * Only what `--replace` names may change.
 */
export async function keepingDatabases<T>(watched: Watched, work: () => Promise<T>): Promise<T> {
  const before = await stateOf(watched);
  const result = await work();
  const after = await stateOf(watched);
  const kept = Object.fromEntries(Object.keys(before).map((name) => [name, after[name] ?? 'not there']));
  expect(kept, `databases after ntom ${watched.argv.join(' ')}`).toEqual(before);
  return result;
}

async function stateOf({ folder, argv, elsewhere = [] }: Watched): Promise<Readonly<Record<string, string>>> {
  const state: Record<string, string> = {};
  const project = argv.includes('--project') ? (argv[argv.indexOf('--project') + 1] ?? folder) : folder;
  for (const path of databaseFilesIn(project)) state[path] = fileState(join(project, path));
  for (const location of elsewhere) {
    if ((await location.sizeBytes()) === null) continue;
    const isFile = location.engine === 'sqlite';
    state[location.label] = isFile ? fileState(sqliteLocation(location).path) : await mysqlAccess.contentHash(location);
  }
  const replaced = argv.includes('--replace') ? `_v${argv[1] ?? ''}` : null;
  const isReplaced = (name: string): boolean => replaced !== null && name.replace(/\.db$/, '').endsWith(replaced);
  return Object.fromEntries(Object.entries(state).filter(([name]) => !isReplaced(name)));
}

/** In the project's folder or one below it, whatever they are called; not those that are being made. */
function databaseFilesIn(folder: string): readonly string[] {
  return globSync('{*,*/*}.{db,sqlite,sqlite3}', { cwd: folder }).filter((path) => isDatabase(join(folder, path)));
}

const magic = 'SQLite format 3\0';

function isDatabase(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  return headerOf(path).toString('latin1', 0, magic.length) === magic;
}

/**
 * The bytes, and which files are beside it. A reader of a database with a write-ahead log makes an empty log and its index where
 * there are none: SQLite needs them to know of writers, and only who may write may take them away again.
 */
function fileState(path: string): string {
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
  const isWriteAhead = headerOf(path)[18] === 2;
  const beside = (isWriteAhead ? ['-journal'] : ['-journal', '-wal', '-shm']).filter((end) => existsSync(path + end));
  return [hash, ...beside].join(' ');
}

function headerOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(100);
    readSync(file, bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}
