import { engineNames } from '../dialects/engines.ts';

/** A place for databases, for examples. */
export const examplePlace = `${engineNames[0]}:./data`;

/** The last part of a command's help: commands, each with what it does. */
export function examples(...lines: readonly (readonly [command: string, does: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return ['', 'Examples:', ...lines.map(([command, does]) => `  ${command.padEnd(width)}  ${does}`)].join('\n');
}
