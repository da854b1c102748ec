import { catalogAreas, type ErrorEntry, type ErrorExit } from '../../errors/catalog.ts';
import { exitCodes } from '../exit-codes.ts';

/** All there is to say of one code. Plain data. */
export interface Explanation {
  readonly code: string;
  readonly area: string;
  /** How a command ends because of it. */
  readonly exitCode: number;
  readonly exit: ErrorExit;
  /** What that exit code says. */
  readonly meaning: string;
  /** A message as it could be. */
  readonly example: string;
  readonly cause: string;
  readonly cure: string;
}

/** Every code there is, by area, in the order of the documentation. */
export function explanations(): readonly Explanation[] {
  return Object.entries(catalogAreas).flatMap(([area, entries]) =>
    Object.entries(entries).map(([code, entry]) => explanation(area, code, entry)),
  );
}

function explanation(area: string, code: string, entry: ErrorEntry): Explanation {
  const { exit, cause, cure } = entry;
  return {
    code,
    area,
    exitCode: exitCodes[exit].code,
    exit,
    meaning: exit === 'done' ? 'It is a warning: worth a look, and no error.' : exitCodes[exit].meaning,
    example: exampleMessage(entry),
    cause,
    cure,
  };
}

function exampleMessage({ message, example }: ErrorEntry): string {
  return (message as (details: unknown) => string)(example);
}
