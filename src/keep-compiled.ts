import { mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * From now on this thread keeps what Node compiles, and begins with what earlier runs kept. Each thread has to ask for it. Where
 * nothing can be written it does nothing; `NODE_DISABLE_COMPILE_CACHE=1` does without.
 *
 * Beside ntom and not in the folder for temporary files, which is Node's default, and for its owner only, whatever the umask: another
 * user could leave code there that is run.
 */
export function keepCompiled(): void {
  const folder = fileURLToPath(new URL('../node_modules/.cache/ntom', import.meta.url));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  enableCompileCache(folder);
}
