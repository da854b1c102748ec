import { readFileSync } from 'node:fs';
import wabt from 'wabt';

const source = 'src/format/xxhash64.wat';

/** The module that holds what the WebAssembly text compiles to. */
export const compiledPath = 'src/format/xxhash64-bytes.ts';

/** What that module has to be. */
export async function compiledModule(): Promise<string> {
  const parsed = (await wabt()).parseWat(source, readFileSync(source, 'utf8'));
  const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
  return `/** \`xxhash64.wat\`, compiled, in base64. Made by \`npm run wasm\`. */
export const xxhash64Bytes =
  '${base64}';
`;
}
