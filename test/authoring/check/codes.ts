import type { ErrorCode } from '../../../src/errors.ts';
import { engineNames, type EngineName } from '../../../src/dialects/engines.ts';
import type { Finding } from '../../../src/finding.ts';
import { schema } from '../../../src/schema/schema.ts';
import { int, text } from '../../../src/schema/column-types.ts';
import { table } from '../../../src/schema/table.ts';
import { sampleManifest, signed } from '../../format/sample-manifest.ts';
import { shopConfig, type ShopFiles } from './checked-shop.ts';

/** What a project has to be like for a finding, and what it may be like without it. */
export interface CodeCase {
  readonly code: ErrorCode;
  readonly found: Pick<Finding, 'file' | 'line'> & { readonly says: string };
  readonly failing: ShopFiles;
  /** Something near it that is right. Left out: the shop as it is. */
  readonly passing?: ShopFiles;
  /** Left out: the first, where it is the same on every engine. */
  readonly on?: readonly EngineName[];
}

/** The second pipeline of the shop with another query, drops, or beginning. */
function secondPipeline(item: string, { drops = "{ 'item.name': 'not used' }", begin = '' } = {}): ShopFiles {
  return {
    'pipelines/2to3.ts': [
      "import { copy, pipeline, sql } from 'ntom';",
      "import v2 from '../schemas/v2.ts';",
      `import v3 from '../schemas/v3.ts'; ${begin}`,
      'export default pipeline(v2, v3, {',
      `  item: ${item},`,
      '}, { drops:',
      `  ${drops},`,
      '});',
    ].join('\n'),
  };
}

/** The shop with another third schema, which has one table more; nothing leads to it. */
function fourthSchema(item: string, options = ''): ShopFiles {
  return {
    'schemas/v4.ts': [
      "import { int, schema, table, text } from 'ntom';",
      'export default schema(4, {',
      `  item: ${item},`,
      `}, { ${options} });`,
    ].join('\n'),
  };
}

/** The third schema of the shop with another type of its column. */
function thirdSchema(slug: string): ShopFiles {
  const fourth = fourthSchema(`table({ id: int().primaryKey(), slug: ${slug} })`)['schemas/v4.ts'] ?? '';
  return { 'schemas/v3.ts': fourth.replace('schema(4', 'schema(3') };
}

const pipelineFile = 'pipelines/2to3.ts';
const second = { file: pipelineFile, line: 5 };
const query = (text: string): string => `sql\`${text}\`.each('item')`;

/** As the shop's own file has it. */
const v3 = schema(3, { item: table({ id: int().primaryKey(), slug: text(40) }) });

function locked(released: Readonly<Record<number, string>>): string {
  const entries = Object.entries(released).map(([version, fingerprint]) => [
    version,
    { fingerprint, releasedAt: '2026-01-02' },
  ]);
  return JSON.stringify({ format: 1, released: Object.fromEntries(entries) });
}

const other = 'a'.repeat(64);

function manifest(fingerprint: string): string {
  return signed({ ...sampleManifest([]), target: { schema: 3, fingerprint }, accounting: [] });
}

export const codeCases: readonly CodeCase[] = [
  {
    code: 'MODULE_NOT_LOADED',
    failing: { 'schemas/v4.ts': "\nthrow new Error('not today');" },
    found: { file: 'schemas/v4.ts', line: 2, says: 'schemas/v4.ts cannot be loaded: not today' },
    passing: fourthSchema('table({ id: int().primaryKey() })'),
  },
  {
    code: 'MODULE_NO_DEFAULT',
    failing: { 'schemas/v4.ts': 'export const a = 1;' },
    found: { file: 'schemas/v4.ts', line: null, says: 'has no default export' },
  },
  {
    code: 'MODULE_WRONG_DEFAULT',
    failing: { 'pipelines/3to4.ts': 'export default 1;' },
    found: { file: 'pipelines/3to4.ts', line: null, says: 'the default export of pipelines/3to4.ts is a number' },
  },
  {
    code: 'SCHEMA_MISNAMED',
    failing: { 'schemas/v5.ts': fourthSchema('table({ id: int().primaryKey() })')['schemas/v4.ts'] ?? null },
    found: { file: 'schemas/v5.ts', line: null, says: 'schemas/v5.ts declares schema 4' },
  },
  {
    code: 'SCHEMA_BAD_TYPE',
    failing: fourthSchema('table({ id: int().primaryKey(), name: text(0) })'),
    found: { file: 'schemas/v4.ts', line: 2, says: 'item.name: text is not possible' },
    passing: fourthSchema('table({ id: int().primaryKey(), name: text(1) })'),
  },
  {
    code: 'PIPELINE_MISNAMED',
    failing: { 'pipelines/1to3.ts': secondPipeline(query('SELECT id, slug FROM item'))[pipelineFile] ?? null },
    found: { file: 'pipelines/1to3.ts', line: null, says: 'declares pipeline 2to3' },
  },
  {
    code: 'PIPELINE_COPY_NO_VALUE',
    failing: {
      'schemas/v3.ts':
        fourthSchema('table({ id: int().primaryKey(), name: text(9), more: int() })')['schemas/v4.ts']?.replace(
          'schema(4',
          'schema(3',
        ) ?? null,
      ...secondPipeline('copy()', { drops: "{ 'item.slug': 'no' }" }),
    },
    found: { ...second, says: 'has no value for its new column more' },
  },
  {
    code: 'PIPELINE_COLUMN_LOST',
    failing: secondPipeline('copy()', { drops: '{}' }),
    found: { ...second, says: 'without its column name' },
    passing: secondPipeline('copy()'),
  },
  {
    code: 'PIPELINE_DROP_UNKNOWN',
    failing: secondPipeline('copy()', { drops: "{\n    'item.name': 'not used',\n    'item.none': 'never there' }" }),
    found: { file: pipelineFile, line: 9, says: 'drops item.none, which schema 2 does not have' },
    passing: secondPipeline('copy()'),
  },
  {
    code: 'PIPELINE_TODO',
    failing: secondPipeline(`${query('SELECT id, slug FROM item')}.map((row) => ({ ...row, slug: todo('shorter') }))`, {
      begin: "\nimport { todo } from 'ntom';",
    }),
    found: { file: pipelineFile, line: 6, says: 'still to be written: shorter' },
    passing: secondPipeline(`${query('SELECT id, slug FROM item')}.map((row) => ({ ...row, slug: todo('shorter') }))`, {
      begin: "\nconst todo = (text: string) => text; // todo('shorter')",
    }),
  },
  {
    code: 'PIPELINE_TYPE_UNFIT',
    on: engineNames,
    failing: { ...thirdSchema('int()'), ...secondPipeline('copy()') },
    found: { ...second, says: 'slug is item.slug as it is, but no value of text(40) fits int()' },
    passing: { ...thirdSchema('int()'), ...secondPipeline(query('SELECT id, length(slug) AS slug FROM item')) },
  },
  {
    code: 'QUERY_REFUSED',
    on: engineNames,
    failing: secondPipeline(query('SELECT id, slog AS slug FROM item')),
    found: { ...second, says: 'pipeline 2to3, table item: the database refuses the query: ' },
  },
  {
    code: 'QUERY_REFUSED',
    on: engineNames,
    failing: secondPipeline("sql`SELECT id, slug FROM item`.each('item', { where: 'slog > 0', reason: 'none' })"),
    found: { ...second, says: 'slog' },
    passing: secondPipeline("sql`SELECT id, slug FROM item`.each('item', { where: \"slug <> ''\", reason: 'none' })"),
  },
  {
    code: 'PIPELINE_COLUMNS',
    on: engineNames,
    failing: secondPipeline(query('SELECT id, slug AS slog FROM item')),
    found: { ...second, says: 'returns rows without slug and with slog, which the table does not have' },
  },
  {
    code: 'PIPELINE_ENGINE_MISSING',
    on: ['sqlite'],
    failing: secondPipeline("sql({ mysql: 'SELECT id, slug FROM item' })"),
    found: { ...second, says: 'there is no query for sqlite' },
    passing: secondPipeline("sql({ sqlite: 'SELECT id, slug FROM item' }).each('item')"),
  },
  {
    code: 'PIPELINE_ENGINE_MISSING',
    on: ['mysql'],
    failing: secondPipeline("sql({ sqlite: 'SELECT id, slug FROM item' })"),
    found: { ...second, says: 'there is no query for mysql' },
    passing: secondPipeline("sql({ mysql: 'SELECT id, slug FROM item' }).each('item')"),
  },
  {
    code: 'PIPELINE_TABLE_LOST',
    on: engineNames,
    failing: secondPipeline("sql`SELECT 1 AS id, 'a' AS slug`", { drops: '{}' }),
    found: { file: pipelineFile, line: 6, says: 'reads no row of table item' },
    passing: secondPipeline("sql`SELECT 1 AS id, 'a' AS slug`", { drops: "{ item: 'made anew' }" }),
  },
  {
    code: 'PIPELINE_COLUMN_UNUSED',
    on: engineNames,
    failing: secondPipeline(query('SELECT id, slug FROM item'), { drops: '{}' }),
    found: { file: pipelineFile, line: 6, says: 'no query uses item.name' },
    passing: secondPipeline(query("SELECT id, slug FROM item WHERE name <> ''"), { drops: '{}' }),
  },
  {
    code: 'ROWS_NOT_COUNTED',
    on: engineNames,
    failing: secondPipeline('sql`SELECT id, slug FROM item`'),
    found: { file: pipelineFile, line: null, says: 'pipeline 2to3 reads rows of item, but does not count them' },
    passing: secondPipeline('sql`SELECT id, slug FROM item ORDER BY name`', { drops: "{ item: 'not counted' }" }),
  },
  {
    code: 'PIPELINE_COUNT_UNKNOWN',
    failing: secondPipeline("sql`SELECT id, slug FROM item`.splits('item', { by: ['number'] })"),
    found: { ...second, says: ".splits('item') names number" },
    passing: secondPipeline("sql`SELECT id, slug FROM item`.splits('item', { by: ['id'] })"),
  },
  {
    code: 'PIPELINE_CHUNK_UNKNOWN',
    on: engineNames,
    failing: secondPipeline("sql`SELECT id, slug FROM item`.each('item').chunkBy('number')"),
    found: { ...second, says: ".chunkBy('number') names a column that the query does not return" },
    passing: secondPipeline("sql`SELECT id, slug FROM item`.each('item').chunkBy('id')"),
  },
  {
    code: 'QUERY_REFUSED',
    on: engineNames,
    failing: secondPipeline(
      "sql`SELECT min(id) AS id, slug FROM item GROUP BY slug`.merges('item', { by: [sql`lower(slog)`] })",
    ),
    found: { ...second, says: 'slog' },
    passing: secondPipeline(
      "sql`SELECT min(id) AS id, slug FROM item GROUP BY slug`.merges('item', { by: [sql`lower(slug)`] })",
    ),
  },
  {
    code: 'PIPELINE_DROP_STALE',
    on: engineNames,
    failing: secondPipeline(query('SELECT id, slug FROM item ORDER BY name')),
    found: { file: pipelineFile, line: 7, says: 'drops item.name, and uses it all the same' },
    passing: secondPipeline(query('SELECT id, slug FROM item'), { drops: "{ item: 'but for two columns' }" }),
  },
  {
    code: 'PIPELINE_DROP_STALE',
    on: engineNames,
    failing: secondPipeline(query('SELECT id, slug FROM item ORDER BY name'), {
      drops: "{\n  item: 'goes' }",
    }),
    found: { file: pipelineFile, line: null, says: 'drops item, and uses it all the same' },
  },
  {
    code: 'QUERY_UNORDERED',
    on: engineNames,
    failing: secondPipeline('sql`SELECT id, slug FROM item LIMIT 10`'),
    found: { ...second, says: 'pipeline 2to3, table item: LIMIT without an order' },
    passing: secondPipeline(query('SELECT id, slug FROM item ORDER BY id LIMIT 10')),
  },
  {
    code: 'QUERY_CHANGING',
    on: ['sqlite'],
    failing: secondPipeline(query("SELECT id, slug || datetime('now') AS slug FROM item")),
    found: { ...second, says: "datetime('now') gives something else each time" },
    passing: secondPipeline(query("SELECT id, slug || datetime('2020-01-01') AS slug FROM item")),
  },
  {
    code: 'QUERY_CHANGING',
    on: ['mysql'],
    failing: secondPipeline(query('SELECT id, concat(slug, uuid()) AS slug FROM item')),
    found: { ...second, says: 'uuid() gives something else each time' },
    passing: secondPipeline(query("SELECT id, concat(slug, 'uuid()') AS slug FROM item")),
  },
  {
    code: 'PIPELINE_CODE_CHANGING',
    failing: { 'pipelines/slugify.ts': '\nexport const slugify = (name: string) => name + Math.random();' },
    found: { file: 'pipelines/slugify.ts', line: 2, says: 'Math.random gives something else each time' },
    passing: { 'pipelines/slugify.ts': "export const slugify = (name: string) => name + 'Math.random()'; // Date.now" },
  },
  {
    code: 'PIPELINE_IMPORT',
    failing: secondPipeline(query('SELECT id, slug FROM item'), {
      begin: "import { sep } from 'node:path'; void sep;",
    }),
    found: { file: pipelineFile, line: 3, says: 'depends on node:path, a module of Node.js' },
    passing: secondPipeline(query('SELECT id, slug FROM item'), { begin: "import type { sep } from 'node:path';" }),
  },
  {
    code: 'PIPELINE_IMPORT',
    failing: {
      'pipelines/slugify.ts': "import { csv } from 'commander';\nexport const slugify = (name: string) => name;",
    },
    found: { file: 'pipelines/slugify.ts', line: 1, says: 'depends on commander, a package' },
    passing: {
      'ntom.config.ts': shopConfig.replace("'zod']", "'zod', 'path']"),
      'pipelines/slugify.ts': "import { sep } from 'node:path';\nexport const slugify = (name: string) => name + sep;",
    },
  },
  {
    code: 'PIPELINE_IMPORT',
    failing: secondPipeline(query('SELECT id, slug FROM item'), { begin: "import '../schemas/v1.ts';" }),
    found: { file: pipelineFile, line: 3, says: 'depends on ../schemas/v1.ts, which is neither schema 2 nor schema 3' },
  },
  {
    code: 'PIPELINE_IMPORT',
    failing: secondPipeline(query('SELECT id, slug FROM item'), { begin: "import './1to2.ts';" }),
    found: { file: pipelineFile, line: 3, says: 'depends on ./1to2.ts, another pipeline' },
    passing: secondPipeline(query('SELECT id, slug FROM item'), { begin: "import './slugify.ts';" }),
  },
  {
    code: 'SCHEMA_RELEASED_CHANGED',
    failing: { 'schemas/lock.json': locked({ 3: other }) },
    found: { file: 'schemas/v3.ts', line: null, says: 'schema 3 was released on 2026-01-02 and has changed since' },
    passing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }) },
  },
  {
    code: 'LOCK_INVALID',
    failing: { 'schemas/lock.json': '{\n<<<<<<< ours\n}' },
    found: { file: 'schemas/lock.json', line: 2, says: 'a merge conflict is open' },
  },
  {
    code: 'LOCK_INVALID',
    failing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }).replace(/("3":\{.*?\})/, '$1,$1') },
    found: { file: 'schemas/lock.json', line: null, says: 'damaged at released.3: there twice' },
  },
  {
    code: 'PACKAGE_MAJOR_DIFFERS',
    failing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }), 'package.json': '{ "version": "2.4.0" }' },
    found: { file: 'package.json', line: null, says: 'version 2.4.0, but the newest released schema is 3' },
    passing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }), 'package.json': '{ "version": "3.0.1" }' },
  },
  {
    code: 'PACKAGE_MAJOR_DIFFERS',
    failing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }), 'package.json': '{ "version": "4.0.0-rc.1" }' },
    found: { file: 'package.json', line: null, says: 'version 4.0.0-rc.1' },
    passing: {
      ...fourthSchema('table({ id: int().primaryKey() })'),
      'schemas/lock.json': locked({ 3: v3.fingerprint }),
      'package.json': '{ "version": "4.0.0-rc.1" }',
    },
  },
  {
    code: 'PACKAGE_MAJOR_DIFFERS',
    failing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }), 'package.json': '{ "version": "1.0.0" }' },
    found: { file: 'package.json', line: null, says: 'version 1.0.0' },
    passing: { 'schemas/lock.json': locked({ 3: v3.fingerprint }), 'package.json': '{ "version": "0.9.0" }' },
  },
  {
    code: 'EXTRACT_OF_OTHER_SCHEMA',
    failing: { 'extracts/v3/manifest.json': manifest(other) },
    found: {
      file: 'extracts/v3/manifest.json',
      line: null,
      says: 'extracts/v3 was made for another schema 3 (fingerprint aaaaaaaaaaaa)',
    },
    passing: { 'extracts/v3/manifest.json': manifest(v3.fingerprint) },
  },
  {
    code: 'FIXTURE_OF_OTHER_SCHEMA',
    failing: { 'test/fixtures/v3/small/manifest.json': manifest(other) },
    found: {
      file: 'test/fixtures/v3/small/manifest.json',
      line: null,
      says: 'test/fixtures/v3/small was made for another schema 3',
    },
    passing: { 'test/fixtures/v3/small/manifest.json': manifest(v3.fingerprint) },
  },
  {
    code: 'FIXTURE_UNMASKED',
    failing: {
      ...thirdSchema("text(40).pii('name')"),
      'test/fixtures/v3/small/manifest.json': manifest(v3.fingerprint),
    },
    found: {
      file: 'test/fixtures/v3/small/manifest.json',
      line: null,
      says: 'personal data that is not masked as its schema says: item.slug',
    },
    passing: { 'test/fixtures/v3/small/manifest.json': manifest(v3.fingerprint) },
  },
  {
    code: 'MASK_MARKS_DIFFER',
    failing: {
      ...fourthSchema("table({ mail: text(9).primaryKey(), other: text(9).references('item.mail').pii('email') })"),
      'test/fixtures/v4/small/manifest.json': manifest(other),
    },
    found: {
      file: 'schemas/v4.ts',
      line: 3,
      says: "item.other is pii('email'), and item.mail, which it refers to, is not marked",
    },
    passing: fourthSchema("table({ mail: text(9).primaryKey().pii('email'), other: text(9).references('item.mail') })"),
  },
  {
    code: 'MANIFEST_INVALID',
    failing: { 'extracts/v3/manifest.json': '{' },
    found: { file: 'extracts/v3/manifest.json', line: null, says: 'manifest' },
  },
  {
    code: 'SCHEMA_REFUSED_BY_ENGINE',
    on: ['mysql'],
    failing: fourthSchema("table({ id: int().primaryKey(), 'a ': int() })"),
    found: {
      file: 'schemas/v4.ts',
      line: 3,
      says: 'schema 4, table item: mysql does not take it: the name of column a  ends',
    },
    passing: fourthSchema("table({ id: int().primaryKey(), 'a b': int() })"),
  },
  {
    code: 'SCHEMA_REFUSED_BY_ENGINE',
    on: ['sqlite'],
    failing: fourthSchema("table({ id: int().primaryKey(), name: text(9).collation({ sqlite: 'german' }) })"),
    found: { file: 'schemas/v4.ts', line: 3, says: 'name has the collation german; there are binary, nocase, rtrim' },
    passing: fourthSchema("table({ id: int().primaryKey(), name: text(9).collation({ sqlite: 'nocase' }) })"),
  },
  {
    code: 'SCHEMA_DIFFERS_BY_ENGINE',
    failing: fourthSchema('table({ id: int().primaryKey() })', "views: { v: { mysql: 'SELECT id FROM item' } }"),
    found: {
      file: 'schemas/v4.ts',
      line: null,
      says: 'schema 4 is not the same on sqlite: there is no SQL for view v',
    },
    passing: fourthSchema('table({ id: int().primaryKey() })', "views: { v: 'SELECT id FROM item' }"),
  },
  {
    code: 'SCHEMA_DIFFERS_BY_ENGINE',
    on: ['sqlite'],
    failing: fourthSchema("table({ id: int().primaryKey(), 'a ': int() })"),
    found: {
      file: 'schemas/v4.ts',
      line: null,
      says: 'schema 4 is not the same on mysql: table item: the name of column a ',
    },
  },
  {
    code: 'SCHEMA_WITHOUT_PRIMARY_KEY',
    failing: fourthSchema('table({ id: int() })'),
    found: { file: 'schemas/v4.ts', line: 3, says: 'schema 4: table item has no primary key' },
    passing: fourthSchema("table({ id: int() }, { primaryKey: ['id'] })"),
  },
  {
    code: 'TARGET_REFUSED_STATEMENT',
    on: engineNames,
    failing: fourthSchema('table({ id: int().primaryKey() }, { check: ["nothing > 0"] })'),
    found: { file: 'schemas/v4.ts', line: null, says: 'nothing' },
    passing: fourthSchema('table({ id: int().primaryKey() }, { check: ["id > 0"] })'),
  },
];
