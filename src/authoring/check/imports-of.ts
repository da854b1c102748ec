import { lineAt } from './changing-code.ts';

export interface ImportPlace {
  /** null: it is computed when the code runs. */
  readonly specifier: string | null;
  /** From 1. */
  readonly line: number;
}

/** `from '…'`, `import '…'`, `import(…)`, `require(…)`. */
const importing = /\bfrom\s*(?=["'])|\bimport\s*(?=["'])|(?<!\.\s*|[\w$])(?:import|require)\s*\(\s*/g;

/** What a file imports when it runs, in its order: imports of types are erased. `code`: made by `codeOnly` from `source`. */
export function importsOf(source: string, code: string): readonly ImportPlace[] {
  return [...code.matchAll(importing)].flatMap(({ 0: text, index }) => {
    if (text.startsWith('from') && isTypeOnly(code.slice(0, index))) return [];
    return [{ specifier: textAt(source, code, index + text.length), line: lineAt(code, index) }];
  });
}

/** `before`: the code up to `from`. */
function isTypeOnly(before: string): boolean {
  const start = Math.max(before.lastIndexOf('import'), before.lastIndexOf('export'));
  const clause = before.slice(start + 'import'.length).trim();
  if (/^type\b(?!\s*,|$)/.test(clause)) return true;
  const [, names] = /^\{([^}]*)\}$/.exec(clause) ?? [];
  const each = names?.split(',').filter((name) => name.trim() !== '') ?? [];
  return each.length > 0 && each.every((name) => /^\s*type\s+\S/.test(name));
}

/** The text in quotes that begins there. */
function textAt(source: string, code: string, at: number): string | null {
  const quote = code[at];
  if (quote !== "'" && quote !== '"') return null;
  return source.slice(at + 1, code.indexOf(quote, at + 1));
}
