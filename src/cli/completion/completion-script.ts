import type { Command } from 'commander';
import { packageVersion } from '../../package-version.ts';
import { bashScript } from './bash.ts';
import { commandLines, type CommandLine } from './command-line.ts';
import { fishScript } from './fish.ts';
import type { Shell } from './shells.ts';
import { zshScript } from './zsh.ts';

const scripts: Readonly<Record<Shell, (lines: readonly CommandLine[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** What a shell has to run to complete the command line of this program, as it is in this version. */
export function completionScript(shell: Shell, program: Command): string {
  const [first, ...others] = scripts[shell](commandLines(program)).split('\n');
  const origin = `# Completion of ntom ${packageVersion()}. Made by: ntom completion ${shell}`;
  // zsh looks at the first line of a file for what it completes.
  return [...(shell === 'zsh' ? [first, origin] : [origin, first]), ...others].join('\n').trimEnd();
}
