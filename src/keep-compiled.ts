import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * From now on this thread keeps what Node compiles, and begins with what earlier runs kept. Each thread has to ask for it. Where
 * nothing can be written it does nothing; `NODE_DISABLE_COMPILE_CACHE=1` does without.
 *
 * Beside ntom and not in the folder for temporary files, which is Node's default: there another user could leave code to run.
 */
export function keepCompiled(): void {
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/ntom', import.meta.url)));
}
