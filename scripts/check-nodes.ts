import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followTour } from './package/follow-tour.ts';
import { pack, repository, run } from './package/package-run.ts';

// The README's tour with the packed package, under each Node that it promises. They are some 190 MB each, so they are no dependencies of
// the repository: npm's package `node` brings them into a folder of their own, once.
const majors = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24', '26'];
const root = mkdtempSync(join(tmpdir(), 'ntom-nodes-'));
try {
  const packed = pack(root);
  for (const major of majors) {
    const node = nodeOf(major);
    followTour(join(root, major), packed, node);
    console.log(`package: does what the README says on Node ${run(node, ['--version'], root).trim()}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** The path of a Node of this major version, which is installed if it is not there. */
function nodeOf(major: string): string {
  const folder = join(repository, 'node_modules', '.cache', 'ntom-nodes', major);
  const node = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (existsSync(node)) return node;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
  run('npm', ['install', '--no-audit', '--no-fund', `node@${major}`], folder);
  return node;
}
