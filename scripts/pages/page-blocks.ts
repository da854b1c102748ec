/** A code block of a page in Markdown. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
  /** The file that it is of, from the folder of the project: the line before begins or ends with it, in backticks. */
  readonly file: string | null;
  /** Where its text is in the page. */
  readonly start: number;
  readonly end: number;
}

/** In order. */
export function pageBlocks(page: string): readonly PageBlock[] {
  const fenced = /^```(\w*)\n([^]*?)^```$/gm;
  return [...page.matchAll(fenced)].map(({ index, 1: language = '', 2: text = '' }) => {
    const start = index + '```\n'.length + language.length;
    const [before] = page.slice(0, index).trimEnd().split('\n').slice(-1);
    return { language, text, file: fileNamedBy(before ?? ''), start, end: start + text.length };
  });
}

function fileNamedBy(line: string): string | null {
  const [, path] = /^`([\w./-]+\.\w+)`/.exec(line) ?? /`([\w./-]+\.\w+)`:?$/.exec(line) ?? [];
  return path ?? null;
}

/** A command of a `console` block, and the lines that are printed below it. */
export interface ShownCommand {
  readonly command: string;
  /** As it is in the page: behind `$ `, further lines behind `> `. */
  readonly prompt: string;
  readonly output: string;
}

/** @throws {TypeError} the block does not begin with a command. */
export function shownCommands(block: string): readonly ShownCommand[] {
  if (!block.startsWith('$ '))
    throw new TypeError(`a console block begins with "$ ", not with "${block.slice(0, 20)}"`);
  return block.split(/^(?=\$ )/m).map((text) => {
    const prompt = /^\$ .*\n(> .*\n|>\n)*/.exec(text)?.[0] ?? '';
    return { command: prompt.replaceAll(/^[$>] ?/gm, '').trimEnd(), prompt, output: text.slice(prompt.length) };
  });
}
