import { existsSync, readFileSync } from 'node:fs';
import { compiledModules } from './compiled-wasm.ts';

for (const { path, text } of await compiledModules()) {
  const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === text;
  console.log(`wasm: ${path} is ${isCurrent ? '' : 'not '}what the WebAssembly text compiles to`);
  if (!isCurrent) {
    console.error('run npm run wasm');
    process.exitCode = 1;
  }
}
