import type { CommandLine, Completed, Described } from './command-line.ts';

/** A line of a table in a shell's script: what to look up, and what is said of it. */
export type TableLine = readonly [key: string, texts: readonly string[]];

/** The commands below each command. */
export function commandTable(lines: readonly CommandLine[], shown: (each: Described) => string): readonly TableLine[] {
  return lines
    .filter(({ subcommands }) => subcommands.length > 0)
    .map(({ path, subcommands }) => [path, subcommands.map(shown)]);
}

/** The options of each command, with those of the program. */
export function optionTable(lines: readonly CommandLine[], shown: (each: Described) => string): readonly TableLine[] {
  return lines.map(({ path, options }) => [path, options.map(shown)]);
}

/**
 * What is offered for a value: of an option under `load --verify`, at a place under `load 1`. The first text is the kind, the others are
 * its words. What takes no value is not in it.
 */
export function valueTable(lines: readonly CommandLine[]): readonly TableLine[] {
  return lines.flatMap(({ path, options, places }) => [
    ...options.flatMap(({ name, value }) => (value === null ? [] : [valueLine(`${path} ${name}`, value)])),
    ...places.map((value, index) => valueLine(`${path} ${index + 1}`, value)),
  ]);
}

function valueLine(key: string, value: Completed): TableLine {
  if (value.kind === 'words') return [key, [value.kind, ...value.words]];
  return [key, value.kind === 'project' ? [value.kind, ...value.of] : [value.kind]];
}
