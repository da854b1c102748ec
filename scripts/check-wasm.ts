import { readFileSync } from 'node:fs';
import { compiledModule, compiledPath } from './compiled-wasm.ts';

const isCurrent = readFileSync(compiledPath, 'utf8') === (await compiledModule());
console.log(`wasm: ${compiledPath} is ${isCurrent ? '' : 'not '}what the WebAssembly text compiles to`);
if (!isCurrent) console.error('run npm run wasm');
process.exitCode = isCurrent ? 0 : 1;
