import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Adoption, ConnectionContext, FoundDatabase } from '../adoption.ts';

export const adoption: Adoption = {
  engine: 'sqlite',
  defaultPlace: 'sqlite:.',
  advice: null,
  versionedName: (app, version) => `${app}_v${version}.db`,
  databasesIn,
  databasesOf,
  ignoreLines,
};

/** Where frameworks and people put a database file. */
const usualFolders = [
  '.',
  'data',
  'db',
  'database',
  'databases',
  'prisma',
  'drizzle',
  'storage',
  'var',
  'instance',
  'src',
];

function databasesIn(directory: string): readonly FoundDatabase[] {
  return usualFolders.flatMap((folder) => {
    const files = filesIn(join(directory, folder)).filter(isDatabase);
    return files.map((file) => foundAt(file, directory));
  });
}

/** None of those that ntom was building when it was ended. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const names = readdirSync(folder).filter((name) => !name.includes('.db.partial-'));
  return names.sort().map((name) => join(folder, name));
}

const firstBytes = 'SQLite format 3\0';

/** By its first bytes: names and endings are anyone's choice. */
function isDatabase(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const handle = openSync(path, 'r');
    const bytes = Buffer.alloc(firstBytes.length);
    try {
      readSync(handle, bytes);
    } finally {
      closeSync(handle);
    }
    return bytes.toString('latin1') === firstBytes;
  } catch {
    // What cannot be read is nothing that could be adopted.
    return false;
  }
}

function foundAt(path: string, directory: string): FoundDatabase {
  const label = relative(directory, path).replaceAll(sep, '/');
  const folder = dirname(label);
  const place = folder === '.' || folder.startsWith('..') ? folder : `./${folder}`;
  return { engine: 'sqlite', place: `sqlite:${place}`, name: basename(path), label };
}

/**
 * `sqlite:///app.db`, `file:./dev.db?…`, `sqlite3:db/dev.sqlite3`, `data/app.db`: programs do not agree what a path counts from,
 * nor how many slashes an absolute one has.
 */
function databasesOf(connection: string, { directory, file }: ConnectionContext): readonly FoundDatabase[] {
  const [, rest = ''] = /^(?:(?:sqlite3?(?:\+\w+)?|file):)?([^?]+)/is.exec(connection) ?? [];
  if (/^\w[\w+]+:/.test(rest)) return [];
  const paths = [rest.replace(/^\/{2,3}(?!\/)/, ''), rest.replace(/^\/\/(?=\/)/, '').replace(/^\/+/, '/')];
  const folders = [directory, join(directory, dirname(file)), join(directory, 'prisma')];
  const files = new Set(folders.flatMap((folder) => paths.map((path) => resolve(folder, path))));
  return [...files].filter(isDatabase).map((path) => foundAt(path, directory));
}

/** With journals, and with what is being built. A place outside the project is no matter of its `.gitignore`. */
function ignoreLines(place: string, app: string): readonly string[] {
  const folder = place.slice('sqlite:'.length).replace(/^\.\/?/, '');
  if (folder.startsWith('.') || folder.startsWith('/')) return [];
  const literally = folder.replaceAll(/[\\*?[]/g, '\\$&');
  return [`/${folder === '' ? '' : `${literally}/`}${app}_v*.db*`];
}
