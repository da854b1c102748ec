import { parseArgs } from 'node:util';
import { cases } from './cases/cases.ts';
import type { Line } from './work.ts';

export interface Options {
  readonly rows: number;
  readonly rounds: number;
  readonly lines: readonly Line[];
  readonly help: boolean;
  readonly list: boolean;
  readonly writeDocs: boolean;
}

export const usage = `npm run bench -- [options]

  --rows N       rows of the largest table (default: 2000000)
  --rounds N     how often everything is measured (default: 5)
  --only NAME…   these lines only
  --large        also the lines that take ten times the rows
  --list         name the lines, and measure nothing
  --write-docs   put the figures of bench/results.json into docs/performance.md, and measure nothing
`;

/** @throws {Error} that says what is wrong with the command line. */
export function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '2000000' },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', multiple: true, default: [] },
      large: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
    },
  });
  const only = [...values.only, ...positionals];
  if (values.only.length === 0 && positionals.length > 0) throw new Error(`what is ${positionals.join(' ')}?`);
  return {
    rows: count('--rows', values.rows),
    rounds: count('--rounds', values.rounds),
    lines: linesOf(only, values.large),
    help: values.help,
    list: values.list,
    writeDocs: values['write-docs'],
  };
}

function count(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`${option} ${text}: not a whole number from 1`);
  return Number(text);
}

/** Those that are named, large ones too; else all. */
function linesOf(names: readonly string[], withLarge: boolean): readonly Line[] {
  const lines = cases.flatMap((each) => each.lines);
  const unknown = names.find((name) => !lines.some((line) => line.name === name));
  if (unknown !== undefined) throw new Error(`no line is called ${unknown}: --list names them`);
  if (names.length > 0) return lines.filter(({ name }) => names.includes(name));
  return lines.filter(({ isLarge = false }) => withLarge || !isLarge);
}
