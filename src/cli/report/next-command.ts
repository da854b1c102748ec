/** What a command line named, for the commands that follow from it. */
export interface Given {
  /** The command with its arguments: `load 3`. */
  readonly command: string;
  /** Its options with a value, which running it again needs too: `--in`, `DIR`. */
  readonly options: readonly string[];
  /** As given with `--project`. */
  readonly projectDirectory: string | undefined;
  /** As given with `--defaults-file`. */
  readonly defaultsFile: string | undefined;
}

/** Before the command line is read. */
export const nothingGiven: Given = {
  command: '',
  options: [],
  projectDirectory: undefined,
  defaultsFile: undefined,
};

/** A command to run next, for the places and the project that this command line named. */
export function nextCommand(next: string | null, given: Given): string | null {
  if (next === null || !next.startsWith('ntom ') || next.includes('--help')) return next;
  const isAgain = next === `ntom ${given.command}` || next.startsWith(`ntom ${given.command} `);
  const project = given.projectDirectory === undefined ? [] : ['--project', given.projectDirectory];
  const defaults = given.defaultsFile === undefined ? [] : ['--defaults-file', given.defaultsFile];
  const words = [...(isAgain ? given.options : []), ...project, ...defaults];
  return [next, ...words.map(shellWord)].join(' ');
}

/** A word of a command line, quoted where a shell would take it apart. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
