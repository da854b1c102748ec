import type { Command } from 'commander';

/** Every command of a program with its own name in full, the program itself first. */
export function commandsOf(program: Command): readonly { readonly name: string; readonly command: Command }[] {
  const subcommands = program.commands.flatMap((command) => commandsOf(command));
  return [
    { name: program.name(), command: program },
    ...subcommands.map(({ name, command }) => ({ name: `${program.name()} ${name}`, command })),
  ];
}

/** As `--help` prints it, at a width that does not depend on the terminal. */
export function helpText(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (piece) => (text += piece),
    getOutHelpWidth: () => 96,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text;
}
