import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canStripTypes } from './strip-types.ts';
import { hookResolution, nodeRule, tsxRule } from './typescript-hooks.ts';

type Module = Readonly<Record<string, unknown>>;

/** Who loads the TypeScript of the project. */
let loader: 'node' | 'tsx' | null = null;
/** The files that Node's own loader has run, by URL: tsx is not to run them again. */
const evaluated = new Set<string>();
let previous: Promise<unknown> = Promise.resolve();

/**
 * Imports a TypeScript file of a project, on every Node that ntom runs on and whatever the type of the project's package.
 * `import 'ntom'` there is the ntom that runs; `import 'zod'` is the project's own, or else ours. The `tsconfig.json` of the
 * first project counts for the whole process.
 *
 * Node's own loader does what it can, since tsx costs more time to start than all the rest of ntom. What it cannot load and
 * link, no part of which has run then, and all that follows is loaded by tsx. So no file runs twice.
 */
export async function importTypeScript(file: string, projectDirectory: string): Promise<Module> {
  // One after the other: it has to be known which files an import brings.
  const imported = previous.then(() => importNext(pathToFileURL(file).href, projectDirectory));
  previous = imported.catch(() => undefined);
  return imported;
}

async function importNext(url: string, projectDirectory: string): Promise<Module> {
  if (loader === null && canStripTypes(projectDirectory)) useNode();
  const imported = loader === 'node' ? await importByNode(url) : null;
  if (imported !== null) return imported;
  if (loader !== 'tsx') await useTsx(projectDirectory);
  return (await import(url)) as Module;
}

/** Those that the import which runs has brought so far. */
let resolved: string[] = [];
let unhook = (): void => undefined;

function useNode(): void {
  unhook = hookResolution(nodeRule((url) => resolved.push(url)));
  loader = 'node';
}

async function useTsx(projectDirectory: string): Promise<void> {
  const { register } = await import('tsx/esm/api');
  const tsconfig = join(projectDirectory, 'tsconfig.json');
  unhook();
  register({ tsconfig: existsSync(tsconfig) ? tsconfig : false });
  // After those of tsx: the last are asked first.
  hookResolution(tsxRule(loader === 'node' ? evaluated : null));
  loader = 'tsx';
}

/** Of this copy of ntom alone. */
const begunName = `attempts begun by ${import.meta.url}`;
const begun = new Set<number>();
Object.defineProperty(globalThis, Symbol.for(begunName), { value: begun, configurable: true });
let attempts = 0;

/** null: Node cannot load or link it, and nothing of it has run. */
async function importByNode(url: string): Promise<Module | null> {
  const attempt = attempts++;
  resolved = [];
  try {
    const { module } = (await import(moduleAfter(attempt, url))) as { module: Module };
    return module;
  } catch (thrown) {
    if (begun.has(attempt)) throw thrown;
    return null;
  } finally {
    if (begun.has(attempt)) for (const each of resolved) evaluated.add(each);
  }
}

/** A module that exports another one, and before that one or anything it imports runs, notes that the attempt has begun. */
function moduleAfter(attempt: number, url: string): string {
  const note = dataUrl(`globalThis[Symbol.for(${JSON.stringify(begunName)})].add(${attempt})`);
  return dataUrl(`import ${JSON.stringify(note)}; export * as module from ${JSON.stringify(url)};`);
}

function dataUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
