import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { isObject } from '../../project/is-definition.ts';

/** What of a `tsconfig.json` decides whether the compiler takes schemas and pipelines. */
interface CompilerConfig {
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly include: readonly unknown[] | null;
}

/**
 * What a `tsconfig.json` has to say so that the compiler takes schemas and pipelines, and does not. Empty: nothing. Where a
 * value is not set, the compiler's own is trusted: it differs by its version.
 */
export function tsconfigNeeds(path: string): readonly string[] {
  const { compilerOptions, include } = readConfig(path, 0);
  const allowsExtensions = ['allowImportingTsExtensions', 'rewriteRelativeImportExtensions'].some(
    (option) => compilerOptions[option] === true,
  );
  return [
    ...(allowsExtensions ? [] : ['"allowImportingTsExtensions": true, with "noEmit": true']),
    ...(findsPackages(compilerOptions) ? [] : ['"module": "preserve" or "nodenext"']),
    ...(compilerOptions['strict'] === false ? ['"strict": true'] : []),
    ...(include === null || includes(include) ? [] : ['"schemas" and "pipelines" in "include"']),
  ];
}

/** Whether the types of a package that has `exports` are found. */
function findsPackages({ module, moduleResolution }: CompilerConfig['compilerOptions']): boolean {
  if (typeof moduleResolution === 'string') return /^(?:node16|nodenext|bundler)$/i.test(moduleResolution);
  return typeof module !== 'string' || /^(?:node\d\d|nodenext|preserve)$/i.test(module);
}

function includes(patterns: readonly unknown[]): boolean {
  const covers = (folder: string) =>
    patterns.some((pattern) =>
      [folder, '.', '*', '**'].includes(String(pattern).replace(/^\.\//, '').split('/')[0] ?? ''),
    );
  return covers('schemas') && covers('pipelines');
}

/** With what it extends. What cannot be read says nothing. */
function readConfig(path: string, depth: number): CompilerConfig {
  const config = parseWithComments(path);
  const bases = [config['extends'] ?? []].flat().flatMap((base) => basePath(path, base) ?? []);
  const inherited = depth > 10 ? [] : bases.map((base) => readConfig(base, depth + 1));
  const own = isObject(config['compilerOptions']) ? config['compilerOptions'] : {};
  const options = [...inherited.map(({ compilerOptions }) => compilerOptions), own];
  const include = config['include'] ?? config['files'];
  return {
    compilerOptions: Object.assign({}, ...options) as CompilerConfig['compilerOptions'],
    include: Array.isArray(include) ? include : (inherited.at(-1)?.include ?? null),
  };
}

function basePath(path: string, base: unknown): string | null {
  if (typeof base !== 'string') return null;
  if (/^[./]/.test(base)) {
    const file = resolve(dirname(path), base);
    return [file, `${file}.json`].find((candidate) => existsSync(candidate)) ?? null;
  }
  const { resolve: find } = createRequire(path);
  for (const name of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      return find(name);
    } catch {
      continue;
    }
  }
  return null;
}

/** JSON with comments and commas before closing brackets, as the compiler takes it. */
function parseWithComments(path: string): Readonly<Record<string, unknown>> {
  try {
    const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
    const plain = text
      .replaceAll(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1')
      .replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, '$1');
    const config: unknown = JSON.parse(plain);
    return isObject(config) ? (config as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
