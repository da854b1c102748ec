import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import wabt from 'wabt';

/** A module that holds what a WebAssembly text beside it compiles to, as it has to be. */
export interface CompiledModule {
  readonly path: string;
  readonly text: string;
}

const sources = ['src/format/xxhash64.wat', 'src/wasm/hex.wat', 'src/wasm/real.wat'];

export function compiledModules(): Promise<readonly CompiledModule[]> {
  return Promise.all(sources.map(compiled));
}

async function compiled(source: string): Promise<CompiledModule> {
  const parsed = (await wabt()).parseWat(source, readFileSync(source, 'utf8'));
  const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
  const name = basename(source, '.wat');
  return {
    path: source.replace(/\.wat$/, '-bytes.ts'),
    text: `/** \`${name}.wat\`, compiled, in base64. Made by \`npm run wasm\`. */
export const ${name}Bytes =
  '${base64}';
`,
  };
}
