import { InvalidArgumentError } from 'commander';
import { parseStep, type Step } from '../project/migration-path.ts';

/** A schema version as typed: `3`. */
export function version(typed: string): number {
  if (!/^[1-9]\d{0,8}$/.test(typed))
    throw new InvalidArgumentError('It has to be a schema version: a whole number from 1.');
  return Number(typed);
}

/** A count as typed: a whole number from 0. */
export function count(typed: string): number {
  if (!/^\d{1,15}$/.test(typed)) throw new InvalidArgumentError('It has to be a whole number from 0.');
  return Number(typed);
}

/** A number of workers as typed: from 1. */
export function workers(typed: string): number {
  if (!/^[1-9]\d{0,2}$/.test(typed)) throw new InvalidArgumentError('It has to be a whole number from 1 to 999.');
  return Number(typed);
}

/** A pipeline as typed: `2to3`, or `3` for the copy of schema 3. */
export function pipelineName(typed: string): string {
  if (parseStep(typed) === null && !/^[1-9]\d{0,8}$/.test(typed)) {
    throw new InvalidArgumentError('It has to be NtoM, as in 2to3, or a schema version alone, as in 3.');
  }
  return typed;
}

/** A pipeline between two schemas as typed: `2to3`. */
export function step(typed: string): Step {
  const parsed = parseStep(typed);
  if (parsed === null || parsed.from === parsed.to)
    throw new InvalidArgumentError('It has to be NtoM with two schema versions, as in 2to3.');
  return parsed;
}

/** A pipeline that need not be there yet, as typed. */
export function newStep(typed: string): Step {
  return step(typed);
}

/** The name of a fixture as typed: that of a folder. */
export function fixtureName(typed: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(typed))
    throw new InvalidArgumentError('It has to be a name of letters, digits, - and _.');
  return typed;
}

/** A number of rows as typed: from 1. */
export function rows(typed: string): number {
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw new InvalidArgumentError('It has to be a whole number from 1 to 999999.');
  return Number(typed);
}

/** A condition on the rows of a table as typed, once for each table: `city: population > 1000`. */
export function condition(typed: string, earlier: readonly string[]): readonly string[] {
  const [table] = parseCondition(typed);
  if (earlier.some((each) => parseCondition(each)[0] === table))
    throw new InvalidArgumentError(`There are two conditions for ${table}: join them by AND.`);
  return [...earlier, typed];
}

export function parseCondition(typed: string): readonly [table: string, condition: string] {
  const [, table, sql] = /^\s*([^:]+?)\s*:\s*(\S.*)$/s.exec(typed) ?? [];
  if (table === undefined || sql === undefined)
    throw new InvalidArgumentError('It has to be a table, a colon and a condition in SQL.');
  return [table, sql];
}

/** One more value of an option that may be given again. */
export function oneMore(typed: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, typed];
}

/** How many versions stay as typed: from 2. */
export function versionsToKeep(typed: string): number {
  if (!/^(?:[2-9]|[1-9]\d{1,2})$/.test(typed))
    throw new InvalidArgumentError('It has to be a whole number from 2 to 999.');
  return Number(typed);
}
