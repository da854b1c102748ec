import { writeFileSync } from 'node:fs';
import { compiledModules } from './compiled-wasm.ts';

for (const { path, text } of await compiledModules()) {
  writeFileSync(path, text);
  console.log(`written: ${path}`);
}
