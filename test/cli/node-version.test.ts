import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { nodeProblem } from '../../src/cli/node-version.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { needs } from '../support/needs.ts';

test('Node.js 22 and newer will do', () => {
  expect(['22.0.0', '24.21.0', '100.0.0'].map(nodeProblem)).toEqual([null, null, null]);
});

test('an older one is named in one line', () => {
  for (const version of ['20.20.2', '21.7.3', '4.9.1']) {
    const problem = nodeProblem(version);
    expect(problem).toContain(`ntom needs Node.js 22 or newer; this is ${version}`);
    expect(problem).not.toContain('\n');
  }
});

const oldNode = findOldNode();

test(
  'an old Node.js gets that line and exit code 2',
  needs(oldNode !== null, 'no Node.js older than 22 on PATH'),
  () => {
    const [bin, check] = ['bin.ts', 'node-version.ts'].map((name) => asJavaScript(name));
    const folder = temporaryProject({
      'package.json': '{ "type": "module" }',
      'bin.js': bin ?? '',
      'node-version.js': check ?? '',
      'run.js': 'this is a syntax error: nothing may import it',
      'context.js': 'so is this',
    });
    const { status, stdout, stderr } = spawnSync(oldNode ?? '', [join(folder, 'bin.js')], { encoding: 'utf8' });
    expect(stderr).toMatch(/^ntom needs Node\.js 22 or newer; this is \d+\.\d+\.\d+\. .*\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  },
);

/** As the build makes it: without types, importing `.js`. */
function asJavaScript(name: string): string {
  const source = readFileSync(new URL(`../../src/cli/${name}`, import.meta.url), 'utf8');
  return stripTypeScriptTypes(source).replaceAll(/'(\.\/[\w-]+)\.ts'/g, "'$1.js'");
}

function findOldNode(): string | null {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find(isOldNode) ?? null;
}

function isOldNode(path: string): boolean {
  try {
    return Number(execFileSync(path, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' })) < 22;
  } catch {
    return false;
  }
}
