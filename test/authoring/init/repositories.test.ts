import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInit, type Init, type InitOptions } from '../../../src/authoring/init/run-init.ts';
import { allAdoptions } from '../../../src/dialects/registry.ts';
import { temporaryProject } from '../../project/temporary-project.ts';

type Files = Readonly<Record<string, string>>;

const adoptions = await allAdoptions();
const database = 'SQLite format 3\0';

function init(directory: string, options: Partial<InitOptions> = {}): Init | null {
  return runInit({ directory, adoptions, ...options });
}

/** Every file by its path; folders without one end with a slash. */
function filesIn(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const path = (parent: string, name: string): string => join(parent, name).slice(directory.length + 1);
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const name = path(entry.parentPath, entry.name);
      if (entry.isFile()) return [[name, readFileSync(join(directory, name), 'utf8')]];
      return readdirSync(join(directory, name)).length === 0 ? [[`${name}/`, '']] : [];
    }),
  );
}

/** What is there after, and was not before or has changed. */
function changed(before: Files, directory: string): readonly string[] {
  return Object.entries(filesIn(directory))
    .filter(([path, text]) => before[path] !== text)
    .map(([path]) => path)
    .sort();
}

const inRepository = ['.gitignore', 'extracts/', 'ntom.config.ts', 'pipelines/.gitkeep', 'schemas/v1.ts'];
const withDatabase = inRepository.map((path) => (path === 'schemas/v1.ts' ? 'schemas/.gitkeep' : path));

/** Folders as they are found in the world; the files that are new or changed then; what the configuration says. */
const repositories: Readonly<Record<string, { files: Files; changes: readonly string[]; config: string }>> = {
  'a folder with nothing in it': {
    files: {},
    changes: [...inRepository, 'package.json', 'tsconfig.json'],
    config: "app: 'named', database: 'sqlite:.' }",
  },
  'a folder where ntom was just installed': {
    files: {
      'package.json': '{\n  "dependencies": {\n    "ntom": "^0.1.0"\n  }\n}\n',
      'package-lock.json': '{}',
      'node_modules/ntom/package.json': '{}',
    },
    changes: [...inRepository, 'package.json', 'tsconfig.json'],
    config: "app: 'named', database: 'sqlite:.' }",
  },
  'a database alone': {
    files: { 'shop.db': database, 'shop.db-wal': 'x' },
    changes: [...withDatabase, 'package.json', 'tsconfig.json'],
    config:
      "database: 'sqlite:.',\n  // The database that the application has: schema 1. It is read and never written.\n  names: { 1: 'shop.db' }",
  },
  'CommonJS with tabs, and a database of Prisma': {
    files: {
      'package.json':
        '{\n\t"name": "@acme/web-shop",\n\t"main": "index.js",\n\t"scripts": {\n\t\t"start": "node ."\n\t}\n}',
      'index.js': '',
      '.env': 'PORT=3000\nDATABASE_URL="file:./dev.db"\n',
      'prisma/schema.prisma': '',
      'prisma/dev.db': database,
      'test.db': database,
      '.gitignore': 'node_modules\n*.log',
    },
    changes: [...withDatabase, 'package.json'],
    config: "app: 'web_shop',\n  database: 'sqlite:./prisma',",
  },
  'ESM with a tsconfig, without scripts': {
    files: {
      'package.json': '{"name":"x","type":"module"}',
      'tsconfig.json': '{ "compilerOptions": { "module": "commonjs" } }',
      'src/index.ts': '',
    },
    changes: [...inRepository, 'package.json'],
    config: "app: 'x', database: 'sqlite:.' }",
  },
  'an application of another language': {
    files: { 'manage.py': '', 'app/models.py': '', 'instance/app.sqlite3': database },
    changes: withDatabase,
    config: "database: 'sqlite:./instance',",
  },
  'a server in the environment': {
    files: { 'server.js': '', '.env.local': 'DB_URL=mysql://app:Xq7secret@db.example.org:3307/shop?x=Xq7\n' },
    changes: withDatabase,
    config: "database: 'mysql://app@db.example.org:3307',",
  },
  'a database in a configuration file': {
    files: {
      'alembic.ini': '[alembic]\nsqlalchemy.url = sqlite:///live.db\n',
      'live.db': database,
      'other.db': database,
    },
    changes: withDatabase,
    config: "names: { 1: 'live.db' }",
  },
  'two databases': {
    files: { 'app.js': '', 'a.db': database, 'b.db': database },
    changes: withDatabase,
    config: "app: 'named', database: 'sqlite:.' }",
  },
  'a database that is set to another engine': {
    files: { 'app.js': '', 'cache.db': database, '.env': 'DATABASE_URL=postgres://h/shop' },
    changes: withDatabase,
    config: "app: 'named', database: 'sqlite:.' }",
  },
  'a database that ntom made': {
    files: { 'app.js': '', 'data/named_v1.db': database, 'data/named_v2.db': database },
    changes: withDatabase,
    config: "app: 'named', database: 'sqlite:./data' }",
  },
  'folders, scripts and lines that are there': {
    files: {
      'package.json': '{ "scripts": { "ntom:status": "x", "ntom:check": "y", "ntom:migrate": "z" } }',
      'schemas/v1.ts': '// mine',
      'schemas/order.json': '{}',
      'pipelines/ci.yml': '',
      'extracts/v1/manifest.json': '{}',
      '.gitignore': 'extracts/\n/named_v*.db*\n',
      'index.js': '',
    },
    changes: ['ntom.config.ts'],
    config: "app: 'named', database: 'sqlite:.' }",
  },
};

describe.each(Object.entries(repositories))('%s', (_, { files, changes, config }) => {
  const folder = (): string => {
    const directory = join(
      temporaryProject(Object.fromEntries(Object.entries(files).map(([path, text]) => [`Named!/${path}`, text]))),
      'Named!',
    );
    return directory;
  };

  test('gets what it needs, and nothing else is touched', () => {
    const directory = folder();
    const done = init(directory);
    expect(changed(files, directory)).toEqual([...changes].sort());
    const after = filesIn(directory);
    expect(after['ntom.config.ts']).toContain(config);
    expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.keys(files)));
    const toldPaths = done?.files.map(({ path }) => path) ?? [];
    expect([...toldPaths, ...(done?.folders.includes('extracts') ? ['extracts/'] : [])].sort()).toEqual(
      [...changes].sort(),
    );
  });

  test('nothing that is there is lost', () => {
    const directory = folder();
    init(directory);
    const after = filesIn(directory);
    for (const [path, text] of Object.entries(files)) {
      if (path !== 'package.json') expect(after[path]?.startsWith(text), path).toBe(true);
      else expect(JSON.parse(after[path] ?? '')).toMatchObject(JSON.parse(text) as object);
    }
  });

  test('a second run changes nothing', () => {
    const directory = folder();
    expect(init(directory)).not.toBeNull();
    const after = filesIn(directory);
    expect(init(directory)).toBeNull();
    expect(init(directory, { app: 'other', engine: 'mysql' })).toBeNull();
    expect(filesIn(directory)).toEqual(after);
  });

  test('a run that was ended before the configuration was written is gone on with', () => {
    const directory = folder();
    init(directory);
    const after = filesIn(directory);
    const begun = join(
      temporaryProject(
        Object.fromEntries(
          Object.entries(after)
            .filter(([path]) => path !== 'ntom.config.ts' && path !== 'extracts/')
            .map(([path, text]) => [`Named!/${path}`, text]),
        ),
      ),
      'Named!',
    );
    expect(init(begun)?.files.map(({ path }) => path)).toEqual(['ntom.config.ts']);
    expect(filesIn(begun)).toEqual(after);
  });

  test('no password gets into a file or into what is told', () => {
    const directory = folder();
    const told = JSON.stringify(init(directory));
    expect(told).not.toContain('Xq7');
    for (const path of changes) expect(filesIn(directory)[path] ?? '').not.toContain('Xq7');
  });
});

describe('what is found out is told', () => {
  test('the database, and where the application names it', () => {
    const directory = temporaryProject({ '.env': 'DATABASE_URL=sqlite:///a.db', 'a.db': database, 'b.db': database });
    expect(init(directory)).toMatchObject({
      database: { label: 'a.db', where: 'DATABASE_URL in .env' },
      others: [{ label: 'b.db', where: null }],
    });
  });

  test('databases between which it is not for us to choose', () => {
    const env =
      'DATABASE_URL=mysql://app:Xq7@h/shop\nREPLICA_DB_URL=mysql://app:Xq7@h/other\nTEST_DATABASE_URL=mysql://h/t';
    expect(init(temporaryProject({ '.env': env }))).toMatchObject({
      database: null,
      place: 'mysql://localhost:3306',
      others: [{ label: 'shop on h' }, { label: 'other on h' }],
    });
  });

  test('the engine that is wanted counts, and databases of another do not', () => {
    const files = { 'a.db': database, '.env': 'DATABASE_URL=mysql://h/shop' };
    expect(init(temporaryProject(files), { engine: 'sqlite' })).toMatchObject({
      place: 'sqlite:.',
      database: null,
      others: [{ label: 'a.db' }],
    });
    expect(init(temporaryProject({ 'a.db': database }), { engine: 'mysql' })).toMatchObject({
      place: 'mysql://localhost:3306',
      database: null,
      others: [],
    });
  });

  test('what a tsconfig needs, and whether ntom is there', () => {
    const files = { 'tsconfig.json': '{}', 'pnpm-lock.yaml': '' };
    expect(init(temporaryProject(files))).toMatchObject({
      tsconfigNeeds: [expect.stringContaining('allowImportingTsExtensions')],
      install: expect.stringMatching(/^pnpm add …\/ntom-[\d.]+\.tgz$/),
    });
    expect(init(temporaryProject({ 'node_modules/ntom/package.json': '' }))?.install).toBeNull();
  });

  test('the name that is given', () => {
    const directory = temporaryProject({ 'package.json': '{ "name": "x" }' });
    expect(init(directory, { app: 'shop' })?.app).toBe('shop');
  });
});

describe('a folder that cannot become a project is left as it is', () => {
  test.each<[string, Files, string]>([
    ['a file where a folder is to be', { schemas: '' }, 'INIT_IN_THE_WAY'],
    ['a package.json that is not JSON', { 'package.json': '{ "name": }' }, 'INIT_PACKAGE_WRONG'],
    ['a package.json that is no object', { 'package.json': '[]' }, 'INIT_PACKAGE_WRONG'],
    ['scripts that are none', { 'package.json': '{ "scripts": [] }' }, 'INIT_PACKAGE_WRONG'],
    ['a .gitignore that cannot be read', { '.gitignore/x': '' }, 'READ_FAILED'],
    ['a package.json that cannot be read', { 'package.json/x': '' }, 'READ_FAILED'],
  ])('%s', (_, files, code) => {
    const directory = temporaryProject(files);
    expect(() => init(directory)).toThrow(expect.objectContaining({ code }));
    expect(filesIn(directory)).toEqual(files);
  });

  test('a file instead of a folder', () => {
    const directory = temporaryProject({ file: '' });
    expect(() => init(join(directory, 'file'))).toThrow(expect.objectContaining({ code: 'INIT_IN_THE_WAY' }));
  });

  test('a name that is none', () => {
    const directory = join(temporaryProject({}), 'new');
    expect(() => init(directory, { app: 'a b' })).toThrow(expect.objectContaining({ code: 'APP_NAME_WRONG' }));
    expect(existsSync(directory)).toBe(false);
  });
});
