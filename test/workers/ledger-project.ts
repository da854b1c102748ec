import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase } from '../../src/load/create-database.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { filesFingerprint } from '../../src/project/files-fingerprint.ts';
import { loadPipeline } from '../../src/project/project.ts';
import type { PipelineDefinition } from '../../src/pipeline/definition.ts';
import { importingSources } from '../project/importing-sources.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import type { TestEngine } from '../support/engines.ts';

const tables = (more: string): string => `
  account: table({ id: int().primaryKey(), name: text(60), opened_on: date().nullable() }),
  entry: table({
    id: int().primaryKey().autoIncrement(),
    account_id: int().references('account.id'),
    note: text(200, z.string().regex(/^[^!]*$/)).nullable(),
    amount: real().nullable(),
    cents: decimal(12, 2),
    done: bool(),
    ${more}
  }),
  tag: table({ name: text(30).primaryKey(), data: blob() }),`;

const imports = `
  import { z } from 'zod';
  import { blob, bool, date, decimal, int, real, schema, table, text } from 'ntom';`;

/** A project with something of everything: a copy, a map in TypeScript, a refinement, keys that are and are not numbers. */
const files = {
  'ntom.config.ts': `import { config } from 'ntom'; export default config({ app: 'app', database: 'sqlite:.' });`,
  'schemas/v1.ts': `${imports} export default schema(1, {${tables('')}});`,
  'schemas/v2.ts': `${imports} export default schema(2, {${tables('slug: text(200).nullable(),')}});`,
  'pipelines/1to2.ts': `
    import { copy, pipeline, sql } from 'ntom';
    import v1 from '../schemas/v1.ts';
    import v2 from '../schemas/v2.ts';
    export default pipeline(v1, v2, {
      account: copy(),
      entry: sql\`SELECT id, account_id, note, amount, cents, done FROM entry\`
        .each('entry')
        .map((row: any) => ({ ...row, slug: row.note === null ? null : row.note.toLowerCase() })),
      tag: copy(),
    });`,
};

export interface LedgerProject {
  readonly folder: string;
  readonly dialect: Dialect;
  readonly place: string;
  readonly pipeline: PipelineDefinition;
  readonly source: DatabaseLocation;
  readonly target: DatabaseLocation;
  /** What the pipeline and schema 2 were loaded from. */
  readonly files: string;
  readonly schemaFiles: string;
}

/** The project with a database of schema 1: many entries with gaps between their ids, some of them as given. */
export async function ledgerProject(engine: TestEngine, more = ''): Promise<LedgerProject> {
  const folder = temporaryProject(importingSources(files));
  mkdirSync(join(folder, 'data'));
  const { url, app } = await engine.place(join(folder, 'data'));
  const dialect = await dialectOf(url);
  const pipeline = await loadPipeline(folder, '1to2');
  const source = dialect.locate(url, app, 1);
  await createDatabase({ schema: pipeline.from, dialect, target: source });
  await engine.access.execute(source, `${rows()};${more}`);
  return {
    folder,
    dialect,
    place: url,
    pipeline,
    source,
    target: dialect.locate(url, app, 2),
    files: filesFingerprint(folder, 'pipelines/1to2.ts'),
    schemaFiles: filesFingerprint(folder, 'schemas/v2.ts'),
  };
}

export const entryCount = 4000;

function rows(): string {
  const accounts = Array.from({ length: 300 }, (_, index) => {
    const opened = index % 4 === 0 ? 'NULL' : `'2024-0${1 + (index % 9)}-11'`;
    return `(${index + 1}, 'account ${index} é 😀', ${opened})`;
  });
  const notes = ['NULL', `''`, `'plain'`, `'a "quoted" one'`, `'two\nlines'`, `'comma, semicolon;'`, `'Grüße'`];
  const entries = Array.from({ length: entryCount }, (_, index) => {
    const id = index * 3 + (index > 2000 ? 5_000_000 : 1);
    const amount = index % 5 === 0 ? 'NULL' : String(index / 7);
    return `(${id}, ${1 + (index % 300)}, ${notes[index % notes.length]}, ${amount}, '${index}.25', ${index % 2})`;
  });
  const tags = Array.from({ length: 50 }, (_, index) => `('tag ${index}', x'00ff${(index + 16).toString(16)}')`);
  return [
    `INSERT INTO account VALUES ${accounts.join(', ')}`,
    `INSERT INTO entry VALUES ${entries.join(', ')}`,
    `INSERT INTO tag VALUES ${tags.join(', ')}`,
  ].join(';\n');
}
