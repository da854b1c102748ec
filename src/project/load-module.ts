import { relative, sep } from 'node:path';
import { failure, NtomError } from '../errors.ts';
import { todoAt } from '../pipeline/todo-at.ts';
import { placeOfError, reasonOfError } from './module-error.ts';
import { importTypeScript } from './typescript.ts';

/** What a module of a project has to export by default. */
export interface ExpectedExport<T> {
  /** For messages: `schema(3, …)`. */
  readonly expected: string;
  readonly accepts: (value: unknown) => value is T;
}

/**
 * The default export of a TypeScript file of a project.
 *
 * @throws {NtomError} `MODULE_NOT_LOADED`, `MODULE_NO_DEFAULT`, `MODULE_WRONG_DEFAULT`; and what `schema`, `pipeline` or
 * `config` threw while the file was imported, as it is.
 */
export async function loadModule<T>(file: string, projectDirectory: string, wanted: ExpectedExport<T>): Promise<T> {
  const label = relative(projectDirectory, file).replaceAll(sep, '/');
  const exported = await importModule(file, projectDirectory, label);
  const { expected, accepts } = wanted;
  if (!('default' in exported)) {
    throw failure('MODULE_NO_DEFAULT', { file: label, expected, exports: Object.keys(exported) });
  }
  if (!accepts(exported.default)) {
    throw failure('MODULE_WRONG_DEFAULT', { file: label, expected, found: kindOf(exported.default) });
  }
  return exported.default;
}

async function importModule(file: string, projectDirectory: string, label: string): Promise<{ default?: unknown }> {
  try {
    return await importTypeScript(file, projectDirectory);
  } catch (thrown) {
    const where = placeOfError(thrown, projectDirectory);
    if (thrown instanceof NtomError) throw todoAt(where, thrown) ?? thrown;
    throw failure('MODULE_NOT_LOADED', { file: label, where, reason: reasonOfError(thrown, projectDirectory) }, thrown);
  }
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'no keys'}`;
  return `a ${typeof value}`;
}
