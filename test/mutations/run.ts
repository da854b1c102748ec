import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations, type Mutation } from './mutations.ts';

// Tests that pass whatever the code does prove nothing: each mistake here has to make some fail.

const repository = fileURLToPath(new URL('../..', import.meta.url));
const copied = ['src', 'test', 'bench', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'vitest.config.ts'];

/** Whether the tests fail with the mistake, and pass without it. */
function isCaught(mutation: Mutation): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'ntom-mutation-'));
  try {
    for (const path of copied) cpSync(join(repository, path), join(folder, path), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    if (!pass(folder, mutation)) throw new Error(`without the mistake they fail already: ${mutation.tests.join(' ')}`);
    mutate(join(folder, mutation.file), mutation);
    return !pass(folder, mutation);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mutate(file: string, { changes }: Mutation): void {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`${file} does not have this exactly once: ${from}`);
    text = text.replace(from, () => to);
  }
  writeFileSync(file, text);
}

function pass(folder: string, { tests }: Mutation): boolean {
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  return spawnSync(process.execPath, [vitest, 'run', ...tests], { cwd: folder, stdio: 'ignore' }).status === 0;
}

const missed = mutations.filter((mutation) => {
  const caught = isCaught(mutation);
  console.log(`${caught ? 'caught' : 'MISSED'}: ${mutation.name}`);
  return !caught;
});
process.exitCode = missed.length === 0 ? 0 : 1;
