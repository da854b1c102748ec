import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLines } from '../../../src/cli/completion/command-line.ts';
import { completionScript } from '../../../src/cli/completion/completion-script.ts';
import { shells, type Shell } from '../../../src/cli/completion/shells.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { catalog } from '../../../src/errors/catalog.ts';
import { temporaryProject } from '../../project/temporary-project.ts';
import { needs } from '../../support/needs.ts';
import { isInstalled, offered } from './offered.ts';

const program = createProgram();
const [whole, ...commands] = commandLines(program);
const names = (whole?.subcommands ?? []).map(({ name }) => name);

/** Three schemas, of which the last is to be reached, and what is no schema and no pipeline beside them. */
const project = {
  'ntom.config.ts': '',
  'schemas/v1.ts': '',
  'schemas/v2.ts': '',
  'schemas/v10.ts': '',
  'schemas/v2.test.ts': '',
  'schemas/lock.json': '',
  'pipelines/1to2.ts': '',
  'pipelines/2to10.ts': '',
  'pipelines/photo.ts': '',
  'dumps of today/rows.sql': '',
} as const;

const all = ['1to2', '2to10', '1', '2', '10'];
const optionsOf = (path: string): string[] =>
  [whole, ...commands].find((each) => each?.path === path)?.options.map(({ name }) => name) ?? [];

/** What is offered in the project's folder. */
const cases: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['ntom ', names],
  ['ntom ex', ['extract', 'explain']],
  ['ntom help lo', ['load']],
  ['ntom --quiet stat', ['status']],
  ['ntom extract ', all],
  ['ntom extract 2to3 ', []],
  ['ntom extract 2to1', ['2to10']],
  ['ntom load ', ['1', '2', '10']],
  ['ntom diff 1 ', ['1', '2', '10']],
  ['ntom check ', ['1to2', '2to10']],
  ['ntom new ', ['1to2', '2to10', '10to11']],
  ['ntom migrate --to ', ['1', '2', '10']],
  ['ntom migrate --to=1', ['1', '10']],
  ['ntom extract 1to2 --format ', ['csv', 'jsonl']],
  ['ntom extract 1to2 --format=j', ['jsonl']],
  ['ntom extract --format csv ', all],
  ['ntom extract --format=csv ', all],
  ['ntom load 2 --to sqlite:./data --verify ', ['full', 'count', 'none']],
  ['ntom load --to sqlite:./data ', ['1', '2', '10']],
  ['ntom load 2 --', optionsOf('load')],
  ['ntom fixture ', ['take', 'migrate', 'help', '1', '2', '10']],
  ['ntom fixture migrate ', ['1to2', '2to10']],
  ['ntom fixture 2 --no-', ['--no-cover', '--no-mask']],
  ['ntom completion ', [...shells]],
  ['ntom explain ROWS_', Object.keys(catalog).filter((code) => code.startsWith('ROWS_'))],
];

describe.each(shells)('%s', (shell) => {
  describe('offers', needs(isInstalled(shell), `no ${shell}`), () => {
    function asked(line: string, folder: string, below = '.'): Promise<readonly string[]> {
      const script = join(folder, `ntom.${shell}`);
      writeFileSync(script, completionScript(shell, program));
      return offered[shell](script, join(folder, below), line);
    }

    test.each(cases)('%s', async (line, words) => {
      expect(unique(await asked(line, temporaryProject(project)))).toEqual(unique(words));
    });

    test('what the project of a folder above has', async () => {
      const folder = temporaryProject(project);
      mkdirSync(join(folder, 'src/deep'), { recursive: true });
      expect(unique(await asked('ntom url ', folder, 'src/deep'))).toEqual(['1', '10', '2']);
    });

    test.each(['--project shop ', '--project=shop '])('what the project of %s has', async (option) => {
      const files = Object.entries(project).map(([path, text]) => [`shop/${path}`, text]);
      const folder = temporaryProject(Object.fromEntries(files) as Record<string, string>);
      expect(unique(await asked(`ntom ${option}url `, folder))).toEqual(['1', '10', '2']);
      expect(unique(await asked(`ntom url ${option}`, folder))).toEqual(['1', '10', '2']);
    });

    test('folders, and nothing where there is no project', async () => {
      const folder = temporaryProject(project);
      const found = (await asked('ntom load 2 --in du', folder)).map((each) => each.replaceAll(/\/$|\\/g, ''));
      expect(unique(found)).toEqual(['dumps of today']);
      expect(await asked('ntom url ', temporaryProject({}))).toEqual([]);
    });
  });

  test('has every command and every option in its script', () => {
    const script = completionScript(shell as Shell, program);
    for (const { path, options } of commands) {
      expect(script).toContain(path);
      for (const { name } of options) expect(script).toContain(name);
    }
  });
});

/** Each shell has an order of its own. */
function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
