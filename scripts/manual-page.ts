import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { packageVersion } from '../src/package-version.ts';
import { commandsOf, helpText } from './program-help.ts';

/** The manual page `ntom(1)`, in man(7), made of the program and what it says of itself. */
export function manualPage(program: Command): string {
  const [whole, ...commands] = commandsOf(program);
  if (whole === undefined) throw new TypeError('there is no program');
  const lines = [
    `.\\" Made by npm run docs.`,
    `.TH NTOM 1 "" "ntom ${packageVersion()}"`,
    ...section('NAME', [`ntom \\- ${escaped(summaryOf(whole.command))}`]),
    ...section('SYNOPSIS', ['.B ntom', escaped('COMMAND [ARGUMENTS] [OPTIONS]')]),
    ...section('DESCRIPTION', description),
    ...section('OPTIONS', optionsOf(whole.command)),
    ...section('COMMANDS', commands.flatMap(commandLines)),
    ...section('EXIT STATUS', exitLines()),
    ...section('ENVIRONMENT', environmentLines()),
    ...section(
      'FILES',
      files.flatMap(([path, what]) => tagged(path, what)),
    ),
    ...section('SEE ALSO', ['The folder', '.I docs', 'of the package, and', '.BR mariadb (1),', '.BR sqlite3 (1).']),
  ];
  return `${lines.join('\n')}\n`;
}

const description = [
  'A pipeline N to M says for each table of schema M which query on the database of schema N makes its rows.',
  '.B ntom extract',
  'writes these rows to files that have the structure of schema M;',
  '.B ntom load',
  'loads the files, as they are, into a fresh database and compares the two.',
  'The version is in the name of the database. The database of schema N is never written to: going back is opening it again.',
];

/** What is read and written below the folder of a project. */
const files = [
  ['ntom.config.ts', 'the configuration; its folder is the project'],
  ['schemas/vN.ts, schemas/lock.json', 'the schemas, and which of them are released'],
  ['pipelines/NtoM.ts', 'the pipelines'],
  ['extracts/vN/', 'extracts; rejected rows are beside them, in extracts/vN.rejects/'],
  ['test/fixtures/vN/', 'fixtures'],
] as const;

/** The program's sentence as whatis(1) shows it. */
function summaryOf(program: Command): string {
  const sentence = program.description().replace(/\.$/, '');
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return [`.SH ${heading}`, ...lines];
}

function commandLines({ name, command }: { readonly name: string; readonly command: Command }): readonly string[] {
  const examples = helpText(command).split('\nExamples:\n')[1] ?? '';
  return [
    `.SS "${escaped(`${name} ${command.usage()}`.trim())}"`,
    ...sentences(command.description()),
    ...command.registeredArguments.flatMap((argument) => tagged(argument.name(), argument.description)),
    ...optionsOf(command),
    ...(examples === '' ? [] : ['.PP', '.EX', ...examples.trimEnd().split('\n').map(escaped), '.EE']),
  ];
}

function optionsOf(command: Command): readonly string[] {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .flatMap((option) => tagged(help.optionTerm(option), help.optionDescription(option)));
}

function exitLines(): readonly string[] {
  return Object.values(exitCodes).flatMap(({ code, meaning }) => tagged(String(code), meaning));
}

/** From the table in SECURITY.md, which a test compares with the code. */
function environmentLines(): readonly string[] {
  const [, text = ''] = readFileSync('SECURITY.md', 'utf8').split('## Environment variables\n');
  const rows = [...(text.split('\n## ')[0] ?? '').matchAll(/^\| (`[^|]+) \| ([^|]+) \|$/gm)];
  return rows.flatMap(([, names = '', does = '']) => tagged(plain(names), plain(does)));
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('`', '')
    .trim();
}

function tagged(term: string, text: string): readonly string[] {
  return ['.TP', `.B "${escaped(term).replaceAll('"', '\\(dq')}"`, ...sentences(text)];
}

/** A sentence a line, as man(7) wants it. */
function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.:;]) (?=[A-Z])/).map(escaped);
}

/** Nothing in it is a request, an escape or a dash of typographers. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replaceAll("'", '\\(aq')
    .replace(/^\./, '\\&.');
}
