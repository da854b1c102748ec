import type { NtomError } from '../../errors.ts';
import type { Colours } from './colours.ts';
import { aligned } from './columns.ts';
import { printable } from '../../errors/printable.ts';

/** The three parts of a failure: what failed, what state everything is in, the next command. Ends with a line feed. */
export function errorBlock(error: NtomError, next: string | null, colours: Colours): string {
  const state = error.aftermath?.state ?? [];
  const lines = [
    `${colours.red('ntom:')} ${printable(error.message)}   ${colours.dim(`[${error.code}]`)}`,
    ...(state.length > 0 ? [printable(aligned(state.map(({ what, is }) => [what, is])))] : []),
    ...(next === null ? [] : [`  next: ${printable(next)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What to say of an error that is not one of ours. Ends with a line feed. */
export function bugBlock(thrown: unknown, colours: Colours): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return `${colours.red('ntom:')} this is a bug of ntom; please report it with this text\n${printable(stack).replaceAll(/^/gm, '  ')}\n`;
}
