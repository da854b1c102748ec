import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { eventsOf } from './events-of.ts';
import type { Finished } from './run-ntom.ts';
import { addItems, shopFiles, shopHere } from './shop.ts';

const ntom = (cwd: string, ...argv: string[]): Promise<Finished> => runHere(cwd, argv);

/** `shop` with these files in place of others. What it writes imports ntom by its name, and is not loaded here. */
const filesIn = (folder: string): string[] => [
  ...readdirSync(join(folder, 'schemas')),
  ...readdirSync(join(folder, 'pipelines')),
];

/** What `new` wrote, for the process of the test. */
function importedHere(folder: string, file: string): void {
  const path = join(folder, file);
  const [, index] = /from '([^']*)'/.exec(readFileSync(join(folder, 'ntom.config.ts'), 'utf8')) ?? [];
  writeFileSync(path, readFileSync(path, 'utf8').replace(`from 'ntom'`, `from '${index}'`));
}

describe('between two schemas that are there', () => {
  test('writes what is trivial and says how much is left', async () => {
    const folder = shopHere();
    expect(await ntom(folder, 'new', '1to3')).toEqual({
      code: 0,
      out: 'pipelines/1to3.ts is written: 1 table copied, 2 TODOs left\n  next: ntom check 1to3\n',
      err: '',
    });
    expect(readFileSync(join(folder, 'pipelines/1to3.ts'), 'utf8')).toContain(
      `item: copy({ slug: todo('text(40)') }),`,
    );
    expect(filesIn(folder).filter((name) => name.includes('partial'))).toEqual([]);
    const [event] = eventsOf(await ntom(folder, 'new', '3to2', '--json'));
    expect(event).toEqual({
      event: 'done',
      command: 'new',
      pipeline: '3to2',
      file: 'pipelines/3to2.ts',
      isNew: true,
      schemaFile: null,
      tables: { copy: 1, query: 0, todo: 0 },
      todos: 1,
      next: 'ntom check 3to2',
    });
  });

  test('what it wrote is refused where something is to be written, and extracts where nothing is', async () => {
    const folder = shopHere({
      'schemas/v4.ts': shopFiles['schemas/v1.ts']
        .replace('schema(1', 'schema(4')
        .replace('name: text(40)', 'name: text(50), stock: int().default(7)'),
    });
    await ntom(folder, 'create', '1');
    addItems(folder, 3);
    await ntom(folder, 'new', '1to3');
    importedHere(folder, 'pipelines/1to3.ts');
    const refused = await ntom(folder, 'extract', '1to3');
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(
      /^ntom: pipelines\/1to3.ts:\d+:\d+: still to be written: text\(40\) {3}\[PIPELINE_TODO\]\n/,
    );

    await ntom(folder, 'new', '1to4');
    importedHere(folder, 'pipelines/1to4.ts');
    expect(await ntom(folder, 'extract', '1to4')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'extracts/v4/item.csv'), 'utf8')).toBe(
      '"id","name","stock"\n1,"Item 1",7\n2,"Item 2",7\n3,"Item 3",7\n',
    );
  });

  test('only two versions that differ make a pipeline', async () => {
    for (const wanted of ['3', '2to2', '0to1', 'x']) {
      expect(await ntom(shopHere(), 'new', wanted)).toMatchObject({ code: 64, err: expect.stringContaining('NtoM') });
    }
  });
});

describe('to a next schema that is not there yet', () => {
  test('makes it first, the same but for its number', async () => {
    const v2 = `
      import { int, schema, table, text } from 'ntom';
      // It was schema(1, …) once, and schema(2, …) /* schema(2, */ says so.
      const rows = { version: 2, schema: 2 };
      export default schema( // the second
        2 , { item: table({ id: int().primaryKey(), size: text(rows.version) }) });`;
    const folder = shopHere({
      'schemas/v5.ts': v2.replaceAll('2 ,', '5 ,').replaceAll('schema( // the second', 'schema('),
    });
    const { code, out } = await ntom(folder, 'new', '5to6');
    expect({ code, out }).toEqual({
      code: 0,
      out:
        'schemas/v6.ts is written, the same schema with the next number\n' +
        'pipelines/5to6.ts is written: 1 table copied, no TODO left\n' +
        '  edit schemas/v6.ts; then the same command says what pipelines/5to6.ts lacks\n' +
        '  next: ntom new 5to6\n',
    });
    const before = readFileSync(join(folder, 'schemas/v5.ts'), 'utf8');
    expect(readFileSync(join(folder, 'schemas/v6.ts'), 'utf8')).toBe(before.replace('5 ,', '6 ,'));
    expect(filesIn(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test.each([
    ['another number in it', `const n = 5; export default schema(n, { a });`, 'does not say schema(5, …) exactly once'],
    ['two of them', `if (a === null) schema(5, { a }); export default schema(5, { a });`, 'exactly once'],
    [
      'a content that depends on the number',
      `export default schema(5, import.meta.url.includes('v5.ts') ? { a } : { b: a });`,
      'differs in more',
    ],
    [
      'a file that only loads under its name',
      `if (!import.meta.url.includes('v5.ts')) throw new Error('moved'); export default schema(5, { a });`,
      'moved',
    ],
  ])('leaves nothing where the copy would not be the same: %s', async (_, text, reason) => {
    const head = `import { int, schema, table } from 'ntom'; const a = table({ id: int() });`;
    const folder = shopHere({ 'schemas/v5.ts': `${head}\n${text}` });
    const before = filesIn(folder);
    const { code, err } = await ntom(folder, 'new', '5to6');
    expect(err).toContain('[SCHEMA_NOT_COPIED]');
    expect(err).toContain(reason);
    expect(err).toContain(
      'schemas/v6.ts       not written\n  pipelines/5to6.ts   not written\n  next: ntom new 5to6\n',
    );
    expect(code).toBe(2);
    expect(filesIn(folder)).toEqual(before);
  });

  test('says that it is there when the pipeline cannot be written', async () => {
    const folder = shopHere();
    rmSync(join(folder, 'pipelines'), { recursive: true });
    writeFileSync(join(folder, 'pipelines'), 'no folder');
    const { code, err } = await ntom(folder, 'new', '3to4');
    expect(err).toContain(
      '[WRITE_FAILED]\n  schemas/v4.ts       written\n  pipelines/3to4.ts   not written\n  next: ntom new 3to4\n',
    );
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'schemas/v4.ts'))).toBe(true);
  });

  test.each(['3to5', '4to3', '0to1', '4to5'])('is only for the version after one that is there: %s', async (wanted) => {
    const folder = shopHere();
    const before = filesIn(folder);
    expect(await ntom(folder, 'new', wanted)).toMatchObject({ out: '' });
    expect(filesIn(folder)).toEqual(before);
  });

  test('is not for one that was released and has been lost', async () => {
    const released = { fingerprint: 'a'.repeat(64), releasedAt: '2024-01-01' };
    const folder = shopHere({ 'schemas/lock.json': JSON.stringify({ format: 1, released: { 4: released } }) });
    const { code, err } = await ntom(folder, 'new', '3to4');
    expect(err).toContain('[SCHEMA_NOT_FOUND]');
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'schemas/v4.ts'))).toBe(false);
  });
});

describe('where the pipeline is there', () => {
  test('and nothing is missing, says so', async () => {
    expect(await ntom(shopHere(), 'new', '1to2')).toEqual({
      code: 0,
      out: 'pipelines/1to2.ts is there, and nothing is missing in it\n  next: ntom check 1to2\n',
      err: '',
    });
  });

  test('says all that is missing, with what could be pasted, and changes nothing', async () => {
    const pipeline = `
      import { copy, pipeline, sql, todo } from 'ntom';
      import v4 from '../schemas/v4.ts';
      import v5 from '../schemas/v5.ts';
      // todo('in a comment')
      export default pipeline(v4, v5, {
        a: copy({ x: 1, none: 2 }),
        b: sql\`SELECT id FROM b\`.map((row) => ({ ...row, n: todo('in a map') })),
        c: todo(
          "it's in an entry",
        ),
        unknown: copy(),
      }, { drops: { 'b.none': 'never there' } });`;
    const head = `import { int, schema, table } from 'ntom'; const [id, x] = [int(), int()];`;
    const folder = shopHere({
      'schemas/v4.ts': `${head} export default schema(4, { a: table({ id, old: x }), b: table({ id }), gone: table({ id }) });`,
      'schemas/v5.ts': `${head} export default schema(5, {
        a: table({ id, x, y: x, z: x.default(3) }), b: table({ id, n: x }), c: table({ id }), d: table({ id }) });`,
      'pipelines/4to5.ts': pipeline,
    });
    const path = join(folder, 'pipelines/4to5.ts');
    const before = readFileSync(path, 'utf8');
    const { code, out, err } = await ntom(folder, 'new', '4to5');
    expect(out)
      .toBe(`pipelines/4to5.ts:12: error: pipeline 4to5 makes table unknown, which schema 5 does not have   [PIPELINE_TABLE_UNKNOWN]
pipelines/4to5.ts:13: error: pipeline 4to5 drops b.none, which schema 4 does not have   [PIPELINE_DROP_UNKNOWN]
pipelines/4to5.ts:7: error: pipeline 4to5 copies table a, but has no value for its new column y   [PIPELINE_COPY_NO_VALUE]
pipelines/4to5.ts:7: error: pipeline 4to5 copies table a with a value for column none, which the new table does not have   [PIPELINE_COPY_COLUMN_UNKNOWN]
pipelines/4to5.ts:7: error: pipeline 4to5 copies table a without its column old, and drops does not say why   [PIPELINE_COLUMN_LOST]
pipelines/4to5.ts:6: error: pipeline 4to5 does not say how table d is made   [PIPELINE_TABLE_MISSING]
pipelines/4to5.ts: error: pipeline 4to5 reads no row of table gone, and drops does not say why   [PIPELINE_TABLE_LOST]
pipelines/4to5.ts:8: error: still to be written: in a map   [PIPELINE_TODO]
pipelines/4to5.ts:9: error: still to be written: it's in an entry   [PIPELINE_TODO]
what new would write among the tables of pipelines/4to5.ts:
    // Needs a value: x, y. Loses data: old.
    // Is x the former old? Both are int(), in the same place, NOT NULL.
    // If so, write this instead, and take 'a.old' out of drops:
    //   a: sql\`SELECT id, old AS x FROM a\`.each('a').map((row) => ({ ...row, y: todo('int()'), z: 3 })),
    a: copy({ x: todo('int()'), y: todo('int()') }),
    d: todo('table({ id })'),
what new would write among the drops:
    'a.old': todo('why is it left behind?'),
    gone: todo('why is it left behind?'),
`);
    expect(err).toBe(
      'ntom: pipelines/4to5.ts is there and stays as it is: 9 things in it are missing or wrong   [PIPELINE_INCOMPLETE]\n' +
        '  pipelines/4to5.ts   unchanged\n  next: ntom new 4to5\n',
    );
    expect(code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('asks whether a column was renamed that the copy would fill without it', async () => {
    const head = `import { copy, int, pipeline, schema, table, text } from 'ntom';`;
    const folder = shopHere({
      'schemas/v4.ts': `${head} export default schema(4, { a: table({ id: int().primaryKey(), town: text(80).nullable() }) });`,
      'schemas/v5.ts': `${head} export default schema(5, { a: table({ id: int().primaryKey(), place: text(80).nullable() }) });`,
      'pipelines/4to5.ts': `${head} import v4 from '../schemas/v4.ts'; import v5 from '../schemas/v5.ts';
        export default pipeline(v4, v5, { a: copy() });`,
    });
    const { code, out } = await ntom(folder, 'new', '4to5');
    expect(out).toContain('    // Is place the former town? Both are text(80), in the same place, nullable.\n');
    expect(out).toContain("    'a.town': todo('why is it left behind?'),\n");
    expect(code).toBe(1);
  });

  test('programs get findings and texts', async () => {
    const folder = shopHere({
      'pipelines/3to2.ts': `
      import { copy, pipeline, todo } from 'ntom';
      import v3 from '../schemas/v3.ts';
      import v2 from '../schemas/v2.ts';
      export default pipeline(v3, v2, { item: copy() });`,
    });
    const events = eventsOf(await ntom(folder, 'new', '3to2', '--json'));
    const findings = [{ code: 'PIPELINE_COPY_NO_VALUE', severity: 'error', file: 'pipelines/3to2.ts', line: 5 }];
    const paste = { tables: [`// Needs a value: name.\nitem: copy({ name: todo('text(40)') }),`], drops: [] };
    expect(events).toMatchObject([
      { event: 'step', command: 'new', pipeline: '3to2', isNew: false, findings, paste },
      { event: 'error', code: 'PIPELINE_INCOMPLETE', details: { findings, paste }, next: 'ntom new 3to2' },
    ]);
  });

  test('but does not load, says where', async () => {
    const folder = shopHere({ 'pipelines/3to2.ts': 'export default {' });
    const { code, err } = await ntom(folder, 'new', '3to2');
    expect(err).toMatch(/^ntom: pipelines\/3to2.ts cannot be loaded: .*\[MODULE_NOT_LOADED\]/);
    expect(code).toBe(2);
  });

  test('a table that a view or an odd name leads to is not called lost', async () => {
    const head = `import { int, schema, sql, pipeline, table } from 'ntom';`;
    const folder = shopHere({
      'schemas/v4.ts': `${head} export default schema(4, { '\`a': table({ id: int() }), b: table({ id: int() }) }, { views: { w: 'SELECT id FROM b' } });`,
      'schemas/v5.ts': `${head} export default schema(5, { c: table({ id: int() }), d: table({ id: int() }) });`,
      'pipelines/4to5.ts': `${head} import v4 from '../schemas/v4.ts'; import v5 from '../schemas/v5.ts';
        export default pipeline(v4, v5, { c: sql({ sqlite: 'SELECT id FROM \`\`\`a\`' }), d: sql\`SELECT id FROM w\` });`,
    });
    expect(await ntom(folder, 'new', '4to5')).toMatchObject({ code: 0, err: '' });
  });
});
