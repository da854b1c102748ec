import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adoption } from '../../../src/dialects/sqlite/adoption.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

/** The first bytes of one, which is all that is looked at. */
const database = 'SQLite format 3\0 and so on';

const labelsIn = (folder: string): readonly string[] => adoption.databasesIn(folder).map(({ label }) => label);

test('databases are found by their first bytes, where applications keep them', () => {
  const folder = temporaryProject({
    'dev.db': database,
    'text.db': 'SQLite format 4\0',
    'empty.db': '',
    'app_v3.db.partial-0a1b': database,
    'prisma/x.anything': database,
    'data/deeper/y.db': database,
    'node_modules/z.db': database,
    'var/a.db/file': '',
  });
  execFileSync('mkfifo', [join(folder, 'pipe.db')]);
  expect(adoption.databasesIn(folder)).toEqual([
    { engine: 'sqlite', place: 'sqlite:.', name: 'dev.db', label: 'dev.db' },
    { engine: 'sqlite', place: 'sqlite:./prisma', name: 'x.anything', label: 'prisma/x.anything' },
  ]);
  expect(labelsIn(join(folder, 'missing'))).toEqual([]);
});

describe('the databases that a connection string may name', () => {
  const files = { 'dev.db': database, 'prisma/dev.db': database, 'prisma/only.db': database, 'data/a b.db': database };

  test.each([
    ['sqlite:///prisma/only.db', '.env', ['prisma/only.db']],
    ['sqlite+aiosqlite:///prisma/only.db', '.env', ['prisma/only.db']],
    ['sqlite3:prisma/only.db', '.env', ['prisma/only.db']],
    ['sqlite://prisma/only.db', '.env', ['prisma/only.db']],
    ['file:./only.db?connection_limit=1', '.env', ['prisma/only.db']],
    ['file:./only.db', 'prisma/.env', ['prisma/only.db']],
    ['data/a b.db', '.env', ['data/a b.db']],
    ['file:./dev.db', '.env', ['dev.db', 'prisma/dev.db']],
    ['file:./missing.db', '.env', []],
    ['sqlite::memory:', '.env', []],
    [':memory:', '.env', []],
    ['mysql://app:secret@h/dev.db', '.env', []],
    ['', '.env', []],
  ])('%s in %s', (connection, file, labels) => {
    const directory = temporaryProject(files);
    expect(adoption.databasesOf(connection, { directory, file }).map(({ label }) => label)).toEqual(labels);
  });

  test.each(['sqlite:', 'sqlite://', 'sqlite:///', 'sqlite:////', 'file:', 'file://', ''])(
    'an absolute path after %j',
    (scheme) => {
      const directory = temporaryProject({ 'app/package.json': '', 'elsewhere/shop.db': database });
      const connection = scheme.replace(/\/$/, '') + join(directory, 'elsewhere/shop.db');
      expect(adoption.databasesOf(connection, { directory: join(directory, 'app'), file: '.env' })).toEqual([
        { engine: 'sqlite', place: 'sqlite:../elsewhere', name: 'shop.db', label: '../elsewhere/shop.db' },
      ]);
    },
  );
});

test.each([
  ['sqlite:.', ['/app_v*.db*']],
  ['sqlite:./data', ['/data/app_v*.db*']],
  ['sqlite:./da[ta]', ['/da\\[ta]/app_v*.db*']],
  ['sqlite:../data', []],
  ['sqlite:/data', []],
])('version control is to ignore at %s', (place, lines) => {
  expect(adoption.ignoreLines(place, 'app')).toEqual(lines);
});

test('the name of a version is the one that the dialect looks for', () => {
  expect(adoption.versionedName('app', 3)).toBe(sqlite.locate('sqlite:.', 'app', 3).label);
});
