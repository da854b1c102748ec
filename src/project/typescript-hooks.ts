import { readFileSync } from 'node:fs';
import nodeModule, { type RegisterHooksOptions, type ResolveFnOutput } from 'node:module';
import { needsOnlyStripping } from './strip-types.ts';

type ResolveHook = NonNullable<RegisterHooksOptions['resolve']>;

/** What a loader makes of the TypeScript of a project. */
interface Rule {
  /** Before a file imports something. May throw. */
  readonly onImport: (specifier: string) => void;
  /** What is imported is such a file. May throw. */
  readonly onFile: (resolved: ResolveFnOutput) => ResolveFnOutput;
}

/** From now on modules are found by this rule. Returns what ends it. */
export function hookResolution(rule: Rule): () => void {
  const { registerHooks } = nodeModule as Partial<typeof nodeModule>;
  const own = { ntom: import.meta.resolve('ntom'), zod: import.meta.resolve('zod') };
  // Node before 22.15 has none: there the project needs ntom and zod in its own node_modules.
  const hooks = registerHooks?.({ resolve: resolveWith(own, rule) });
  return () => hooks?.deregister();
}

/** `own`: the URLs of ntom and of its zod, found before there is a hook that could be asked for them. */
function resolveWith(own: { readonly ntom: string; readonly zod: string }, rule: Rule): ResolveHook {
  return (specifier, context, next) => {
    if (specifier === 'ntom') return { url: own.ntom, shortCircuit: true };
    if (isProjectFile(context.parentURL ?? '')) rule.onImport(specifier);
    try {
      const resolved = next(specifier, context);
      const isFile = isProjectFile(resolved.url) && context.conditions.includes('import');
      return isFile ? rule.onFile(resolved) : resolved;
    } catch (thrown) {
      if (specifier === 'zod') return { url: own.zod, shortCircuit: true };
      throw thrown;
    }
  };
}

const ownFolder = new URL('..', import.meta.url).href;

function isProjectFile(url: string): boolean {
  return /^file:[^?]*\.ts(\?|$)/.test(url) && !url.includes('/node_modules/') && !url.startsWith(ownFolder);
}

/** For Node's own loader. Throws where tsx might do something else. `tell` is told the URL of each file. */
export function nodeRule(tell: (url: string) => void): Rule {
  return {
    onImport(specifier) {
      if (/^[./]|^file:/.test(specifier) && !specifier.endsWith('.ts'))
        throw new Error(`${specifier} is for tsx to find`);
    },
    onFile(resolved) {
      if (!needsOnlyStripping(readFileSync(new URL(resolved.url), 'utf8')))
        throw new Error(`${resolved.url} is for tsx`);
      tell(resolved.url);
      return { ...resolved, format: 'module-typescript' };
    },
  };
}

/**
 * For tsx. A project's TypeScript is always an ES module: otherwise its default export would hide inside another one.
 *
 * @param evaluated the URLs of what Node's own loader has run. What it could not link it keeps under its URL: tsx gets another.
 * null: Node's own loader was not asked.
 */
export function tsxRule(evaluated: ReadonlySet<string> | null): Rule {
  return {
    onImport: () => undefined,
    onFile(resolved) {
      if (evaluated === null) return { ...resolved, format: 'module' };
      if (evaluated.has(resolved.url)) return { ...resolved, format: 'module-typescript' };
      return { ...resolved, url: `${resolved.url}?tsx`, format: 'module' };
    },
  };
}
