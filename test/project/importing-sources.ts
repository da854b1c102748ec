import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Files of a project that import the ntom and the zod which the test imports itself. */
export function importingSources(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const index = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
  const zod = createRequire(import.meta.url).resolve('zod');
  const imported = (text: string): string => text.replaceAll(`'ntom'`, `'${index}'`).replaceAll(`'zod'`, `'${zod}'`);
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, imported(text)]));
}
