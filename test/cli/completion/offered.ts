import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Shell } from '../../../src/cli/completion/shells.ts';

/** What a shell offers for a command line in a folder, once it has read a script. */
type Offering = (script: string, folder: string, line: string) => Promise<readonly string[]>;

const harness = (name: string): string => join(import.meta.dirname, name);

/** Each asks the shell itself. */
export const offered: Readonly<Record<Shell, Offering>> = {
  async bash(script, folder, line) {
    const argv = ['--norc', harness('complete.bash'), script, ...cutAsBash(line)];
    return linesOf(await output('bash', argv, folder, { NTOM_LINE: line }));
  },

  /** It is asked in a terminal, and says more than that. */
  async zsh(script, folder, line) {
    const printed = await output('zsh', ['-f', harness('complete.zsh'), script, line], folder);
    return [...printed.matchAll(/OFFERED<([^>]*)>/g)].flatMap(([, words = '']) => words.split('|').filter(Boolean));
  },

  /** With `=` in a word fish offers the whole word, and behind a tab what is said of it. */
  async fish(script, folder, line) {
    const asked = 'source $argv[1]; complete -C $argv[2]';
    const lines = linesOf(await output('fish', ['--no-config', '-c', asked, script, line], folder));
    return lines.map((each) => each.replace(/\t.*/, '').replace(/^--[^=]*=/, ''));
  },
};

export function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** Spaces part words; `=` and `:` are words of their own. */
function cutAsBash(line: string): readonly string[] {
  return line
    .split(' ')
    .flatMap((word) => (word === '' ? [''] : word.split(/([=:]+)/).filter((piece) => piece !== '')));
}

async function output(command: string, argv: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(command, argv, { cwd, env: { ...process.env, TERM: 'dumb', ...env } });
  return stdout;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
