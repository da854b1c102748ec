import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { format } from 'prettier';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { createProgram } from '../src/cli/program.ts';
import { catalog, type ErrorEntry } from '../src/errors/catalog.ts';

/** The pages under `docs/` that are made from the code, by their path from the repository. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const pages = [
    ['docs/cli.md', cliReference()],
    ['docs/errors.md', errorReference()],
  ] as const;
  const formatted = pages.map(async ([path, text]) => [path, await asFormatted(text)] as const);
  return new Map(await Promise.all(formatted));
}

/** Every command of a program with its own name in full, the program itself first. */
function commandsOf(program: Command): readonly { readonly name: string; readonly command: Command }[] {
  const subcommands = program.commands.flatMap((command) => commandsOf(command));
  return [
    { name: program.name(), command: program },
    ...subcommands.map(({ name, command }) => ({ name: `${program.name()} ${name}`, command })),
  ];
}

function cliReference(): string {
  const intro = '# Command line\n\nWhat `ntom COMMAND --help` prints. Made by `npm run docs`.\n';
  const sections = commandsOf(createProgram()).map(
    ({ name, command }) => `## ${name}\n\n\`\`\`text\n${helpText(command).trim()}\n\`\`\`\n`,
  );
  return [intro, ...sections].join('\n');
}

/** As `--help` prints it, at a width that does not depend on the terminal. */
function helpText(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (piece) => (text += piece),
    getOutHelpWidth: () => 96,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text;
}

function errorReference(): string {
  const intro = `# Errors

Every error that ntom reports has a code, in brackets at the end of its message. The exit codes are those of [the command
line](cli.md). \`<name>\` stands for a value. Made by \`npm run docs\`.
`;
  const sections = Object.entries<ErrorEntry>(catalog).map(([code, entry]) => errorSection(code, entry));
  return [intro, ...sections].join('\n');
}

function errorSection(code: string, entry: ErrorEntry): string {
  return `## ${code}

\`\`\`text
${messageShape(entry)}
\`\`\`

- Exit code: ${exitCodes[entry.exit].code} (${entry.exit})
- Cause: ${entry.cause}
- Cure: ${entry.cure}
`;
}

/** A message with `<name>` for every value. */
function messageShape({ message }: ErrorEntry): string {
  const asked = new Set<string>();
  const details = (valueOf: (name: string) => unknown): never =>
    new Proxy({}, { get: (_, name) => valueOf(asked.add(String(name)) && String(name)) }) as never;
  try {
    const shape = message(details((name) => `<${name}>`));
    if ([...asked].every((name) => shape.includes(`<${name}>`))) return shape;
  } catch {
    // It calls a method that a list has and a text has not.
  }
  return message(details(placeholder));
}

/** Reads as `<name>` wherever a list or an object is written out. */
function placeholder(name: string): unknown {
  const text = (): string => `<${name}>`;
  return new Proxy(text, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive || key === 'toJSON' || key === 'toString') return text;
      if (key === text()) return '…';
      return key === 'length' ? 2 : () => placeholder(name);
    },
    ownKeys: () => [text()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}

async function asFormatted(markdown: string): Promise<string> {
  const options: unknown = JSON.parse(readFileSync('.prettierrc.json', 'utf8'));
  return format(markdown, { ...(options as object), parser: 'markdown' });
}
