import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reasonOf } from '../errors.ts';

/** Where in a project something was thrown: `pipelines/2to3.ts:12:5`; null: nowhere in it, or not known. */
export function placeOfError(thrown: unknown, projectDirectory: string): string | null {
  const syntax = syntaxErrorOf(thrown);
  if (syntax !== null) return `${pathInProject(syntax.path, projectDirectory) ?? syntax.path}:${syntax.position}`;
  return placeInStack(thrown, projectDirectory);
}

/** The first line of what was thrown, with paths as the project names them. */
export function reasonOfError(thrown: unknown, projectDirectory: string): string {
  const [line = ''] = (syntaxErrorOf(thrown)?.text ?? reasonOf(thrown)).split('\n');
  return line.replaceAll(`file://${projectDirectory}${sep}`, '').replaceAll(`${projectDirectory}${sep}`, '');
}

/** What the compiler found first, if it refused a file: it says so in lines of `path:line:column: ERROR: text`. */
function syntaxErrorOf(thrown: unknown): { path: string; position: string; text: string } | null {
  const [, path, position, text] = /^(.+?):(\d+:\d+): ERROR: (.*)$/m.exec(reasonOf(thrown)) ?? [];
  return path === undefined || position === undefined || text === undefined ? null : { path, position, text };
}

function placeInStack(thrown: unknown, projectDirectory: string): string | null {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  for (const [, path = '', position = ''] of stack.matchAll(/(?:\(|at (?:async )?)([^()\n]+?):(\d+:\d+)\)?$/gm)) {
    const inProject = pathInProject(path, projectDirectory);
    if (inProject !== null) return `${inProject}:${position}`;
  }
  return null;
}

function pathInProject(path: string, projectDirectory: string): string | null {
  const [plain = ''] = (path.startsWith('file:') ? fileURLToPath(path) : path).split('?');
  const inProject = relative(projectDirectory, plain).replaceAll(sep, '/');
  const isOutside = inProject.startsWith('../') || inProject.startsWith('node_modules/') || plain === inProject;
  return isOutside ? null : inProject;
}
