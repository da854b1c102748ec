import { codeOnly } from './check/code-only.ts';

/** A `todo` in the text of a file. */
export interface FoundTodo {
  /** From 1. */
  readonly line: number;
  readonly note: string;
}

const imported = /\{[^{}]*\btodo\b[^{}]*\}\s*from\b/;
const note = /todo\s*\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")?/y;

/** The calls of the `todo` that a file imports, whether they run when it is loaded or not. */
export function findTodos(text: string): readonly FoundTodo[] {
  const code = codeOnly(text);
  if (!imported.test(code)) return [];
  return [...code.matchAll(/(?<![.\w$])todo\s*\(/g)].map(({ index }) => {
    note.lastIndex = index;
    const [, single, double] = note.exec(text) ?? [];
    return { line: text.slice(0, index).split('\n').length, note: single ?? double ?? '…' };
  });
}
