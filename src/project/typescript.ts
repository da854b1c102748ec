import { existsSync } from 'node:fs';
import nodeModule, { type RegisterHooksOptions, type ResolveFnOutput } from 'node:module';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';

let enabled = false;

/**
 * From now on this process can import the TypeScript of a project, on every Node that ntom runs on and whatever the type of
 * the project's package. `import 'ntom'` there is the ntom that runs; `import 'zod'` is the project's own, or else ours.
 * The `tsconfig.json` of the first project counts for the whole process.
 */
export function enableTypeScript(projectDirectory: string): void {
  if (enabled) return;
  const tsconfig = join(projectDirectory, 'tsconfig.json');
  register({ tsconfig: existsSync(tsconfig) ? tsconfig : false });
  const { registerHooks } = nodeModule as Partial<typeof nodeModule>;
  // Node before 22.15 has none: there the project needs ntom and zod in its own node_modules.
  registerHooks?.({ resolve: resolveWith({ ntom: import.meta.resolve('ntom'), zod: import.meta.resolve('zod') }) });
  enabled = true;
}

type ResolveHook = NonNullable<RegisterHooksOptions['resolve']>;

/** `own`: the URLs of ntom and of its zod, found before there is a hook that could be asked for them. */
function resolveWith(own: { readonly ntom: string; readonly zod: string }): ResolveHook {
  return (specifier, context, next) => {
    if (specifier === 'ntom') return { url: own.ntom, shortCircuit: true };
    try {
      return asModule(next(specifier, context), context.conditions);
    } catch (thrown) {
      if (specifier === 'zod') return { url: own.zod, shortCircuit: true };
      throw thrown;
    }
  };
}

/** A project's TypeScript is always an ES module: otherwise its default export would hide inside another one. */
function asModule(resolved: ResolveFnOutput, conditions: readonly string[]): ResolveFnOutput {
  const isProjectFile = /^file:[^?]*\.ts(\?|$)/.test(resolved.url) && !resolved.url.includes('/node_modules/');
  return isProjectFile && conditions.includes('import') ? { ...resolved, format: 'module' } : resolved;
}
