import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeFixture, smallRows, smallRowsOfTwo, fixtureProject } from './fixture-project.ts';
import v2 from './project/schemas/v2.ts';
import v3 from './project/schemas/v3.ts';

const repository = join(import.meta.dirname, '..', '..');

/** Of this repository, from source. */
const vitestConfig = `export default { ssr: { resolve: { conditions: ['ntom-source', 'module', 'node'] } } };`;

interface Result {
  readonly message: string;
  readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
}

/** The blocks of the page that are whole tests. */
function printedTests(): readonly string[] {
  const page = readFileSync(join(repository, 'docs', 'fixtures.md'), 'utf8');
  const blocks = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = '']) => text);
  expect(page.indexOf(blocks[0] ?? '')).toBeLessThan(20);
  return blocks.filter((text) => text.includes('\ntest('));
}

test('the tests that the documentation prints pass in a project', { timeout: 120_000 }, async () => {
  const project = fixtureProject();
  await makeFixture({ project, schema: v3, name: 'small', rows: smallRows });
  await makeFixture({ project, schema: v2, name: 'small', rows: smallRowsOfTwo });
  symlinkSync(repository, join(project, 'node_modules', 'ntom'));
  for (const name of ['vitest', 'fast-check', 'zod']) {
    symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name));
  }
  writeFileSync(join(project, 'vitest.config.mjs'), vitestConfig);
  const printed = printedTests();
  for (const [index, text] of printed.entries()) writeFileSync(join(project, 'test', `printed-${index}.test.ts`), text);
  const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  const run = promisify(execFile)(process.execPath, [vitest, 'run', '--reporter=json', '--outputFile=report.json'], {
    cwd: project,
    env: { ...process.env, VITEST: undefined, CI: undefined },
  });
  // It fails where a test does.
  await run.catch(() => undefined);
  const report = readFileSync(join(project, 'report.json'), 'utf8');
  const { testResults } = JSON.parse(report) as { testResults: readonly Result[] };
  const problems = testResults.flatMap(({ message, assertionResults }) => [
    message,
    ...assertionResults.flatMap(({ failureMessages }) => failureMessages),
  ]);
  expect(problems.filter((problem) => problem !== '')).toEqual([]);
  expect(testResults.flatMap(({ assertionResults }) => assertionResults)).toHaveLength(4);
});
