import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

const imports = `
  import { bool, copy, decimal, int, pipeline, schema, sql, table, text, type Row } from 'ntom';
  const v2 = schema(2, {
    country: table({ code: text(3).primaryKey(), name: text(120), old_flag: bool() }),
    city: table({ id: int().primaryKey(), name: text(120), price: decimal(8, 2) }),
  });
  const v3 = schema(3, {
    country: table({ code: text(3).primaryKey(), name: text(120), independent: bool() }),
    city: table({ id: int().primaryKey(), slug: text(120), founded: int().nullable() }),
  });
  const country = copy({ independent: false });
  const cities = sql<Row<typeof v2, 'city'>>\`SELECT * FROM city\`.each('city');
  const city = cities.map(({ id, name }) => ({ id, slug: name, founded: null }));
  const open = sql\`SELECT * FROM city\`;
  export { bool, city, copy, country, decimal, int, open, pipeline, sql };
  export default `;

/** A mistake in what makes the tables, by what it is, and the words of the compiler that say so. */
const mistakes: Readonly<Record<string, { readonly tables: string; readonly drops?: string; readonly says: RegExp }>> =
  {
    'nothing, so it compiles': { tables: '{ country, city }', says: /^$/ },
    'a forgotten table': { tables: '{ country }', says: /Property 'city' is missing/ },
    'a table too many': { tables: '{ country, city, visit: city }', says: /'visit' does not exist/ },
    'a column that .map forgets': {
      tables: '{ country, city: cities.map(({ id }) => ({ id, founded: null })) }',
      says: /Property 'slug' is missing/,
    },
    'two columns that .map forgets': {
      tables: '{ country, city: cities.map(({ id }) => ({ id })) }',
      says: /missing the following properties from type .*: slug, founded\n/,
    },
    'a value of the wrong type from .map': {
      tables: '{ country, city: cities.map(({ id }) => ({ id, slug: id, founded: null })) }',
      says: /'slug' are incompatible.*\n +Type 'number' is not assignable to type 'string'/,
    },
    'NULL for a column that is not nullable': {
      tables: '{ country, city: cities.map(({ id }) => ({ id, slug: null, founded: null })) }',
      says: /'slug' are incompatible.*\n +Type 'null' is not assignable to type 'string'/,
    },
    'a column too many from .map': {
      tables: '{ country, city: cities.map(({ id, name, price }) => ({ id, slug: name, founded: null, price })) }',
      says: /Type '"price"' is not assignable/,
    },
    'a column of schema N that is not there, in .map': {
      tables: '{ country, city: cities.map(({ id, nam }) => ({ id, slug: nam, founded: null })) }',
      says: /Property 'nam' does not exist/,
    },
    'a wrong type from .map where the query has no row type': {
      tables: '{ country, city: open.map((row) => ({ ...row, slug: 1 })) }',
      says: /'slug' are incompatible.*\n +Type 'number' is not assignable to type 'string'/,
    },
    'a misspelt column from .map where the query has no row type': {
      tables: `{ country, city: open.map((row) => ({ ...row, slugg: '' })) }`,
      says: /Type '"slugg"' is not assignable/,
    },
    'a copy without a value for a new column': {
      tables: '{ country: copy(), city }',
      says: /Property 'independent' is missing/,
    },
    'a copy with a value of the wrong type': {
      tables: `{ country: copy({ independent: 'no' }), city }`,
      says: /Types of property 'independent' are incompatible/,
    },
    'a count of a table that is not there': {
      tables: `{ country, city: open.each('citty') }`,
      says: /Type '"citty"' is not assignable .* Did you mean '"city"'/,
    },
    'a union with a table that is not there, before a .map': {
      tables: `{ country, city: open.each(['citty', 'city']).map((row) => ({ ...row, slug: '' })) }`,
      says: /Type '"citty"' is not assignable/,
    },
    'a merge by a column that is not there': {
      tables: `{ country, city: open.merges('city', { by: ['nam'] }) }`,
      says: /Type '"city\.nam"' is not assignable .* Did you mean '"city\.name"'/,
    },
    'a split by a column that is not in the row': {
      tables: `{ country, city: cities.splits('country', { by: ['ident'] }) }`,
      says: /Type '"ident"' is not assignable/,
    },
    'a union with a condition': {
      tables: `{ country, city: open.each(['city', 'country'], { where: '1', reason: '-' }) }`,
      says: /Argument of type 'string\[\]' is not assignable to parameter of type 'string'/,
    },
    'a count inside of a query, where it would be lost': {
      tables: `{ country, city: sql({ sqlite: open.each('city') }) }`,
      says: /Type '"city"' is not assignable to type '(never|undefined)'|'SqlQuery<AnyRow, "city">' is not assignable/,
    },
    'a dropped column that is not there': {
      tables: '{ country, city }',
      drops: `{ 'city.prices': 'gone' }`,
      says: /''city\.prices'' does not exist/,
    },
  };

/** By file name, what the compiler says of it. */
let said: ReadonlyMap<string, string>;
let folder: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ntom-messages-')));
  for (const [index, { tables, drops = '{}' }] of Object.values(mistakes).entries())
    writeFileSync(join(folder, `m${index}.mts`), `${imports} pipeline(v2, v3, ${tables}, { drops: ${drops} });`);
  said = byFile(await compilerOutput());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** All files in one run. */
async function compilerOutput(): Promise<string> {
  const compilerOptions = {
    paths: { ntom: [join(root, 'src', 'index.ts')] },
    typeRoots: [join(root, 'node_modules', '@types')],
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.mts'] }),
  );
  return new Promise((resolve, reject) => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    execFile(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: folder }, (error, stdout) => {
      // It found errors.
      if (error === null || error.code === 1 || error.code === 2) resolve(stdout);
      else reject(error);
    });
  });
}

function byFile(output: string): ReadonlyMap<string, string> {
  const messages = output.split(/^(?=\S)/m).map((message) => [/^(\S+)\(/.exec(message)?.[1] ?? '', message] as const);
  const grouped = Map.groupBy(messages, ([file]) => file);
  return new Map([...grouped].map(([file, texts]) => [file, texts.map(([, text]) => text).join('')]));
}

test('the compiler says something of the mistakes alone', () => {
  expect([...said.keys()].filter((file) => !/^m\d+\.mts$/.test(file))).toEqual([]);
});

test.each(Object.entries(mistakes).map(([what, { says }], index) => ({ what, says, index })))(
  'the compiler names it: $what',
  ({ says, index }) => {
    expect(said.get(`m${index}.mts`) ?? '').toMatch(says);
  },
);
