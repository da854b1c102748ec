import { styleText } from 'node:util';
import type { CliContext, Output } from '../context.ts';

export interface Colours {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Colours for an output, or none: by `FORCE_COLOR`, else `NO_COLOR`, else whether it is a terminal. */
export function coloursFor(output: Output, env: CliContext['env']): Colours {
  const style = hasColour(output, env) ? coloured : plain;
  return { red: style('red'), yellow: style('yellow'), green: style('green'), dim: style('dim') };
}

function hasColour(output: Output, env: CliContext['env']): boolean {
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return output.isTTY === true && env['TERM'] !== 'dumb';
}

function coloured(format: keyof Colours): (text: string) => string {
  return (text) => styleText(format, text, { validateStream: false });
}

function plain(): (text: string) => string {
  return (text) => text;
}
