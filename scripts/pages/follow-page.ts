import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSameOutput } from './is-same-output.ts';
import { pageBlocks, shownCommands, type PageBlock, type ShownCommand } from './page-blocks.ts';

/** Where a page is followed. */
export interface Following {
  /** The folder that its reader works in. Absolute. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What the page says, for what is there: a path, an address. */
  readonly stands: Readonly<Record<string, string>>;
  /** Commands that are not run here: their output is as it is. */
  readonly isLeftOut: (command: string) => boolean;
}

/**
 * Does what a page says, from its beginning: runs the commands of its `console` blocks, writes the files that it shows, changes files by
 * its `diff` blocks. Returns the page as it has to be: the same if every command prints what is shown.
 *
 * @throws {TypeError} a change does not fit its file.
 */
export function followPage(page: string, following: Following): string {
  let told = '';
  let at = 0;
  for (const block of pageBlocks(page)) {
    told += page.slice(at, block.start) + followBlock(block, following);
    at = block.end;
  }
  return told + page.slice(at);
}

function followBlock(block: PageBlock, following: Following): string {
  if (block.language === 'console') {
    return shownCommands(block.text)
      .map((shown) => shown.prompt + (following.isLeftOut(shown.command) ? shown.output : outputOf(shown, following)))
      .join('');
  }
  if (block.file !== null) writeShown(join(following.folder, block.file), block, following);
  return block.text;
}

/** What is shown if it says the same. */
function outputOf({ command, output }: ShownCommand, following: Following): string {
  const { folder, env } = following;
  const run = spawnSync('bash', ['-c', `exec 2>&1\n${asThere(command, following)}`], { cwd: folder, env });
  // Nobody sees blanks at the end of a line, and the formatter takes them out of the page.
  const printed = asShown(run.stdout.toString(), following).replaceAll(/ +$/gm, '');
  const ended = printed === '' || printed.endsWith('\n') ? printed : `${printed}\n`;
  return isSameOutput(output, ended) ? output : ended;
}

function writeShown(path: string, { language, text, file }: PageBlock, following: Following): void {
  mkdirSync(dirname(path), { recursive: true });
  if (language !== 'diff') return writeFileSync(path, asThere(text, following));
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const parts = asThere(text, following).split(/^\.\.\.\n/m);
  writeFileSync(
    path,
    parts.reduce((changed, part) => changedBy(changed, part, file ?? ''), before),
  );
}

/** The lines with a blank or a minus are in the file; those with a blank or a plus take their place. */
function changedBy(text: string, part: string, file: string): string {
  const lines = part.trimEnd().split('\n');
  const having = (mark: string): string =>
    lines.flatMap((line) => (' ' === line[0] || mark === line[0] ? [`${line.slice(1)}\n`] : [])).join('');
  const [before, after, more] = text.split(having('-'));
  if (before === undefined || after === undefined || more !== undefined)
    throw new TypeError(`these lines are not once in ${file}:\n${having('-')}`);
  return before + having('+') + after;
}

function asThere(text: string, { stands }: Following): string {
  return Object.entries(stands).reduce((rest, [said, there]) => rest.replaceAll(said, there), text);
}

function asShown(text: string, { stands }: Following): string {
  return Object.entries(stands).reduce((rest, [said, there]) => rest.replaceAll(there, said), text);
}
