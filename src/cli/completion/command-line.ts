import type { Argument, Command, Option } from 'commander';
import { newStep, pipelineName, version } from '../arguments.ts';
import { explanations } from '../explain/explanation.ts';

/** What can be typed after `ntom`, as data: taken from the program itself, so that nothing is offered that it refuses. */
export interface CommandLine {
  /** The names of the command without that of the program, with spaces: `fixture take`; empty: the program. */
  readonly path: string;
  readonly subcommands: readonly Described[];
  readonly options: readonly CompletedOption[];
  /** What stands at the first place, at the second … */
  readonly places: readonly Completed[];
}

export interface Described {
  readonly name: string;
  readonly description: string;
}

export interface CompletedOption extends Described {
  /** What follows it; null: nothing does. */
  readonly value: Completed | null;
}

/** What is offered for a value. */
export type Completed =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Files of the project: `versions` of schemas, `pipelines`, `new` ones from the newest schema to the next. */
  | { readonly kind: 'project'; readonly of: readonly ('versions' | 'pipelines' | 'new')[] }
  | { readonly kind: 'folders' | 'files' | 'anything' };

/** The program and every command below it, the program first. */
export function commandLines(program: Command): readonly CommandLine[] {
  return [commandLine(program), ...program.commands.flatMap((command) => commandLines(command))];
}

function commandLine(command: Command): CommandLine {
  const help = command.createHelp();
  const ancestors = ancestorsOf(command);
  const itself = defaultOf(command) ?? command;
  const options = [command, ...(itself === command ? [] : [itself]), ...ancestors];
  return {
    path: [...ancestors.map((each) => each.name()), command.name()].slice(1).join(' '),
    subcommands: help
      .visibleCommands(command)
      .map((each) => ({ name: each.name(), description: each.summary() || each.description() })),
    options: unique(options.flatMap((each) => help.visibleOptions(each).map(completedOption))),
    places: itself.registeredArguments.map(completedArgument),
  };
}

function ancestorsOf({ parent }: Command): readonly Command[] {
  return parent === null ? [] : [...ancestorsOf(parent), parent];
}

/** The command that runs where none of its subcommands is named: `fixture 3` is `fixture take 3`. */
function defaultOf(command: Command): Command | undefined {
  const { _defaultCommandName: name } = command as Command & { _defaultCommandName?: string | null };
  return command.commands.find((each) => each.name() === name);
}

function unique(options: readonly CompletedOption[]): readonly CompletedOption[] {
  return [...new Map(options.map((option) => [option.name, option] as const).toReversed()).values()].toReversed();
}

function completedOption(option: Option): CompletedOption {
  const takesValue = option.required || option.optional;
  const value = takesValue ? completed(option, /[<[](\w+)/.exec(option.flags)?.[1] ?? '') : null;
  return { name: option.long ?? option.short ?? '', description: option.description, value };
}

function completedArgument(argument: Argument): Completed {
  return completed(argument, argument.name());
}

const byPlaceholder: Readonly<Record<string, () => Completed>> = {
  dir: () => ({ kind: 'folders' }),
  path: () => ({ kind: 'files' }),
  file: () => ({ kind: 'files' }),
  pipeline: () => ({ kind: 'project', of: ['pipelines'] }),
  code: () => ({ kind: 'words', words: explanations().map(({ code }) => code) }),
};

/** By what reads the value; else by what it is called in the help. */
function completed({ argChoices, parseArg }: Argument | Option, placeholder: string): Completed {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices };
  if (parseArg === version) return { kind: 'project', of: ['versions'] };
  if (parseArg === pipelineName) return { kind: 'project', of: ['pipelines', 'versions'] };
  if (parseArg === newStep) return { kind: 'project', of: ['pipelines', 'new'] };
  return byPlaceholder[placeholder]?.() ?? { kind: 'anything' };
}
