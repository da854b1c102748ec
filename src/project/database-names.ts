import { isObject } from './is-definition.ts';

/**
 * What is wrong with the names that a configuration gives to databases. Nothing that ntom would make or replace may be among
 * them: an adopted database is never written to.
 */
export function nameProblems(names: unknown, app: string): readonly string[] {
  if (!isObject(names)) return ["names has to be an object of names by schema version: { 1: 'NAME' }"];
  const entries = Object.entries(names);
  return entries.flatMap(([version, name]) => {
    const problem = problemOf(version, name, app) ?? repeatedProblem(version, name, entries);
    return problem === null ? [] : [`names.${version} ${problem}`];
  });
}

function problemOf(version: string, name: unknown, app: string): string | null {
  if (!/^[1-9]\d{0,8}$/.test(version)) return 'is not of a schema version: a whole number from 1';
  if (typeof name !== 'string' || name.trim() === '') return 'has to be text that is not empty';
  return isDerived(name, app) ? `is ${name}, a name that ntom makes itself: give the database another` : null;
}

/** Whether ntom gives a name itself, to a database or while it builds one. Some systems do not tell case apart. */
function isDerived(name: string, app: string): boolean {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  return new RegExp(`^${app}_v[1-9]\\d*(__\\w+|\\.db.*)?$`, 'i').test(last);
}

function repeatedProblem(
  version: string,
  name: unknown,
  entries: readonly (readonly [string, unknown])[],
): string | null {
  const [first] = entries.find(([, other]) => other === name) ?? [];
  return first === version || first === undefined ? null : `is ${String(name)}, as names.${first} is`;
}
