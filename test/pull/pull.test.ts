import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/dialects/registry.ts';
import { readManifest } from '../../src/format/manifest-file.ts';
import { directoryStore } from '../../src/format/directory-store.ts';
import type { Finished } from '../cli/run-ntom.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { needs } from '../support/needs.ts';
import { runHere } from '../support/run-here.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const chinook = fileURLToPath(new URL('../../../shared/data/chinook/', import.meta.url));

/** A database that something else made, by engine: what made it, and its file or script. */
const databases: Readonly<Record<TestEngine['name'], readonly Given[]>> = {
  sqlite: [...given('sqlite.sql'), { name: 'chinook', file: join(chinook, 'Chinook_Sqlite.sqlite') }],
  mysql: [...given('mysql.sql'), { name: 'chinook', file: join(chinook, 'Chinook_MySql.sql') }],
};

interface Given {
  readonly name: string;
  readonly file: string;
}

function given(script: string): readonly Given[] {
  const files = globSync(`*/${script}`, { cwd: here }).sort();
  return files.map((file) => ({ name: dirname(file), file: join(here, file) }));
}

for (const engine of engines) {
  describe(engine.name, engine.needs, () => {
    test('at least six tools made databases here', () => {
      expect(databases[engine.name].length).toBeGreaterThan(6);
    });

    for (const each of databases[engine.name]) {
      describe(each.name, needs(existsSync(each.file), 'the Chinook data is not at hand'), () => {
        test('is pulled as expected, to a fixpoint, and moves elsewhere with its data', () => story(each, engine));
      });
    }
  });
}

async function story({ name, file }: Given, engine: TestEngine): Promise<void> {
  const live = await projectOn(engine);
  await adopt(live, file, engine);
  const pulled = await ntom(live, 'pull', '1');
  const text = readFileSync(join(live.folder, 'schemas/v1.ts'), 'utf8');
  const expected = join(here, name, 'expected');
  await expect(text).toMatchFileSnapshot(join(expected, `${engine.name}.v1.ts`));
  await expect(findingsOf(pulled)).toMatchFileSnapshot(join(expected, `${engine.name}.findings.txt`));
  const isWhole = pulled.code === 0;

  const empty = await projectOn(engine, { 'schemas/v1.ts': text });
  expect(await ntom(empty, 'create', '1')).toMatchObject({ code: 0, err: '' });
  expect((await ntom(empty, 'pull', '1', '--print')).out).toBe(isWhole ? text : withoutComments(text));

  expect(await ntom(live, 'extract', '1')).toMatchObject({ code: 0 });
  const copy = await projectOn(engine, { 'schemas/v1.ts': text });
  expect(await loadedFrom(live, copy)).toBe('the same rows\n');
  expect((await ntom(copy, 'pull', '1', '--print')).out).toBe(isWhole ? text : withoutComments(text));
  for (const other of engines.filter((each) => each !== engine && !('skip' in each.needs))) {
    const elsewhere = await projectOn(other, { 'schemas/v1.ts': text });
    await expect(await loadedFrom(live, elsewhere)).toMatchFileSnapshot(
      join(expected, `${engine.name}-to-${other.name}.txt`),
    );
  }
}

/** What comes of the rows of one project in the database of another: the same, or the code of the refusal. */
async function loadedFrom(live: TestProject, copy: TestProject): Promise<string> {
  const { code, err } = await ntom(copy, 'load', '1', '--in', join(live.folder, 'extracts/v1'));
  if (code !== 0) return `${/\[[A-Z_]+\]/.exec(err)?.[0] ?? err}\n`;
  expect(await ntom(copy, 'extract', '1')).toMatchObject({ code: 0 });
  expect(await contentId(copy)).toBe(await contentId(live));
  return 'the same rows\n';
}

/** What could not be said is in no copy. */
function withoutComments(text: string): string {
  return text.replaceAll(/^ *\/\/ .*\n/gm, '');
}

function findingsOf({ out }: Finished): string {
  const lines = out.split('\n').filter((line) => line.includes('   [PULL_'));
  return lines.length === 0 ? 'none\n' : `${lines.join('\n')}\n`;
}

interface TestProject {
  readonly folder: string;
  readonly app: string;
  readonly url: string;
}

async function projectOn(engine: TestEngine, files: Readonly<Record<string, string>> = {}): Promise<TestProject> {
  const folder = temporaryProject(files);
  const { url, app } = await engine.place(folder);
  const index = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
  writeFileSync(
    join(folder, 'ntom.config.ts'),
    `import { config } from '${index}';\nexport default config({ app: '${app}', database: '${url}' });\n`,
  );
  return { folder, app, url };
}

async function adopt({ url, app }: TestProject, file: string, { access }: TestEngine): Promise<void> {
  const dialect = await dialectOf(url);
  await access.adopt(pathToFileURL(file), dialect.locate(url, app, 1));
}

async function ntom({ folder, app, url }: TestProject, ...argv: string[]): Promise<Finished> {
  const dialect = await dialectOf(url);
  return runHere(folder, argv, [dialect.locate(url, app, 1)]);
}

async function contentId({ folder }: TestProject): Promise<string> {
  return (await readManifest(directoryStore(join(folder, 'extracts/v1')))).contentId;
}
