import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftPipeline } from '../../../src/authoring/new/draft-pipeline.ts';
import { todoCount, type DraftPipeline } from '../../../src/authoring/new/draft.ts';
import { newPipelineText } from '../../../src/authoring/new/new-pipeline-text.ts';
import { schemaText } from '../../../src/authoring/pull/schema-text/schema-text.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { compile } from '../../support/compile.ts';
import { anySchemas } from './any-schemas.ts';
import { foundPairs, madePairs } from './schema-pairs.ts';

const sampled = fc
  .sample(anySchemas, { numRuns: 40, seed: 4 })
  .map(([from, to], index) => ({ name: `any ${index}`, from, to }));
const pairs = [...madePairs, ...(await foundPairs()), ...sampled];

/** Every pair as a project of its own, in a folder that is named by its number. */
function projects(change: (pipeline: string) => string): string {
  const files = pairs.flatMap(({ from, to }, index) => [
    [`${index}/schemas/v${from.version}.ts`, schemaText(from)],
    [`${index}/schemas/v${to.version}.ts`, schemaText(to)],
    [`${index}/pipelines/${from.version}to${to.version}.ts`, change(newPipelineText(from, to))],
  ]);
  return temporaryProject(Object.fromEntries(files) as Record<string, string>);
}

/** The compiler names the first wrong parameter of `pipeline` only: drops when no table is wrong. */
function errorsDue({ tables, drops }: DraftPipeline): number {
  const wrong = tables.filter(({ entry }) => todoCount(entry) > 0).length;
  return wrong > 0 ? wrong : drops.length;
}

test('what is still to be written does not compile, and the compiler says nothing else', () => {
  const errors = Map.groupBy(compile(projects((text) => text)), ({ file }) => file);
  for (const [index, { name, from, to }] of pairs.entries()) {
    const file = `${index}/pipelines/${from.version}to${to.version}.ts`;
    const found = errors.get(file) ?? [];
    expect(found, name).toHaveLength(errorsDue(draftPipeline(from, to)));
    for (const { message } of found) expect(message, name).toMatch(/Type 'Todo<".*">' is not assignable to type/);
    errors.delete(file);
  }
  expect([...errors.keys()]).toEqual([]);
});

test('with something in place of what is still to be written, it compiles', () => {
  const filledIn = (text: string): string =>
    `${text.replace(/, todo\b/, '').replaceAll(/\btodo\(/g, 'anything(')}declare function anything(note: string): never;\n`;
  expect(compile(projects((text) => filledIn(text)))).toEqual([]);
});

test('the compiler shows the note, and names the table or the column', () => {
  const folder = temporaryProject({
    'v1.ts': `
      import { int, real, schema, table } from 'ntom';
      export default schema(1, { a: table({ id: int() }), b: table({ id: int(), price: real() }), c: table({ id: int() }) });`,
    'v2.ts': `
      import { decimal, int, schema, table, text } from 'ntom';
      export default schema(2, {
        a: table({ id: int(), slug: text(9) }), b: table({ id: int(), price: decimal(9, 2) }), d: table({ id: int() }) });`,
    'made.ts': `
      import { copy, pipeline, sql, todo, type Row } from 'ntom';
      import v1 from './v1.ts';
      import v2 from './v2.ts';
      const a = copy({ slug: '' });
      const b = sql\`SELECT 1\`;
      const known = sql<Row<typeof v1, 'b'>>\`SELECT 1\`;
      const open = sql\`SELECT 1\`;
      const d = sql\`SELECT 1\`;
      pipeline(v1, v2, { a: copy({ slug: todo('of a copy') }), b, d });
      pipeline(v1, v2, { a, b: known.map((row) => ({ ...row, price: todo('of a known row') })), d });
      pipeline(v1, v2, { a, b: open.map((row) => ({ ...row, price: todo('of an open row') })), d });
      pipeline(v1, v2, { a, b, d: todo('of a table') });
      pipeline(v1, v2, { a, b, d }, { drops: { c: todo('of a reason') } });`,
  });
  const messages = compile(folder).map(({ message }) => message);
  const saying = (...parts: readonly string[]): unknown => expect.stringMatching(new RegExp(parts.join('.*'), 's'));
  expect(messages).toEqual([
    saying(`'slug'`, `Todo<"of a copy">`, `type 'string'`),
    saying(`'price'`, `Todo<"of a known row">`, `type 'string'`),
    saying(`'price'`, `Todo<"of an open row">`, `type 'string'`),
    saying(`Todo<"of a table">`, `"d"`),
    saying(`Todo<"of a reason">`, `type 'string'`),
  ]);
});
