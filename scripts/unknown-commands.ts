import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/program.ts';

const program = createProgram();
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Commands in the `sh` and `console` blocks of a page that name no npm script, no command of ntom or no option of it. */
export function unknownCommands(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map((match) => match[1] ?? '');
  const shown = [...text.matchAll(/^ *```console\n([\s\S]*?)^ *```$/gm)].map((match) => match[1] ?? '');
  const typed = shown.flatMap((block) => block.split('\n').flatMap((line) => /^\$ (.*)/.exec(line)?.[1] ?? []));
  const lines = [...blocks, ...typed].flatMap((each) => each.split(/\n|&&|\|/));
  const commands = lines.map((line) => line.replace(/(^| )#.*$/, '').trim());
  return commands.flatMap((command) => wrongIn(command).map((wrong) => `${page}: "${command}": ${wrong}`));
}

function wrongIn(command: string): string[] {
  const words = command.split(/\s+/);
  const ntomArguments = argumentsOfNtom(words);
  if (ntomArguments !== null) return wrongForNtom(ntomArguments);
  const script = scriptOf(words);
  return script === null || script in manifest.scripts ? [] : [`package.json has no script ${script}`];
}

/** null: another command than ntom. */
function argumentsOfNtom(words: readonly string[]): readonly string[] | null {
  if (words[0] === 'ntom') return words.slice(1);
  if (words[0] === 'npx' && words[1] === 'ntom') return words.slice(2);
  return scriptOf(words) === 'ntom' ? words.slice(words.indexOf('ntom') + 1) : null;
}

function scriptOf(words: readonly string[]): string | null {
  if (words[0] !== 'npm') return null;
  if (words[1] === 'test') return 'test';
  return words[1] === 'run' ? (words.slice(2).find((word) => !word.startsWith('-')) ?? null) : null;
}

function wrongForNtom(words: readonly string[]): string[] {
  const command = program.commands.find((candidate) => words.includes(candidate.name()));
  const name = words.find((word) => !word.startsWith('-'));
  if (command === undefined && name !== undefined) return [`ntom has no command ${name}`];
  const known = [
    '--',
    '--help',
    ...optionsOf(program),
    ...(command === undefined ? [] : [command, ...command.commands].flatMap(optionsOf)),
  ];
  const options = words.filter((word) => word.startsWith('-')).map((word) => word.replace(/=.*/, ''));
  return options.filter((option) => !known.includes(option)).map((option) => `ntom has no option ${option}`);
}

function optionsOf(command: Command): string[] {
  return command.options.flatMap(({ short, long }) => [short, long]).filter((option) => option !== undefined);
}
