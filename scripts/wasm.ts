import { writeFileSync } from 'node:fs';
import { compiledModule, compiledPath } from './compiled-wasm.ts';

writeFileSync(compiledPath, await compiledModule());
console.log(`written: ${compiledPath}`);
