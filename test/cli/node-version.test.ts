import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { nodeProblem } from '../../src/node-version.ts';
import { temporaryProject } from '../project/temporary-project.ts';
import { needs } from '../support/needs.ts';

test('a Node.js with the Node-API of the driver will do', () => {
  expect(nodeProblem({ node: '22.14.0', napi: '10' })).toBeNull();
  expect(nodeProblem({ node: '100.0.0', napi: '12' })).toBeNull();
  expect(nodeProblem(process.versions)).toBeNull();
});

test('an older one is named in one line', () => {
  for (const versions of [{ node: '22.13.1', napi: '9' }, { node: '20.20.2', napi: '9' }, { node: '4.9.1' }]) {
    const problem = nodeProblem(versions);
    expect(problem).toContain(`ntom needs Node.js 22.14 or newer (of 23, 23.6); this is ${versions.node}`);
    expect(problem).not.toContain('\n');
  }
});

const oldNode = findOldNode();

test(
  'an old Node.js gets that line and exit code 2',
  needs(oldNode !== null, 'no Node.js older than 22 on PATH'),
  () => {
    const folder = temporaryProject({
      'package.json': '{ "type": "module" }',
      'cli/bin.js': asJavaScript('cli/bin.ts'),
      'node-version.js': asJavaScript('node-version.ts'),
      'cli/run.js': 'this is a syntax error: nothing may import it',
      'cli/context.js': 'so is this',
    });
    const { status, stdout, stderr } = spawnSync(oldNode ?? '', [join(folder, 'cli/bin.js')], { encoding: 'utf8' });
    expect(stderr).toMatch(/^ntom needs Node\.js 22\.14 or newer \(of 23, 23\.6\); this is \d+\.\d+\.\d+\. .*\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  },
);

/** As the build makes it: without types, importing `.js`. */
function asJavaScript(name: string): string {
  const source = readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8');
  return stripTypeScriptTypes(source).replaceAll(/'(\.{1,2}\/[\w-]+)\.ts'/g, "'$1.js'");
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
