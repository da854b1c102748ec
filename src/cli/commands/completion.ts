import { Argument, type Command } from 'commander';
import { shells, type Shell } from '../completion/shells.ts';
import { examples } from '../examples.ts';
import type { Session } from '../session.ts';

export function addCompletion(program: Command, session: Session): void {
  program
    .command('completion')
    .summary('print what lets a shell complete the command line')
    .description(
      'Prints a script for a shell: it completes commands, options and their choices, and the versions and pipelines of ' +
        'the project. It reads names of files, and starts no program. It completes `ntom`, not what follows `npx`.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      examples(
        ['ntom completion bash >> ~/.bash_completion', 'bash with bash-completion; else into ~/.bashrc'],
        ["ntom completion zsh > '/usr/local/share/zsh/site-functions/_ntom'", 'zsh, a folder of its $fpath'],
        ['ntom completion fish > ~/.config/fish/completions/ntom.fish', 'fish'],
      ),
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion/completion-script.ts');
      const text = completionScript(shell, program);
      session.report.done({ command: 'completion', data: { shell, script: text }, text, isAnswer: true, next: null });
    });
}
