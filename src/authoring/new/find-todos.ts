/** A `todo` in the text of a file. */
export interface FoundTodo {
  /** From 1. */
  readonly line: number;
  readonly note: string;
}

/** The calls of `todo` in a file, whether they run when it is loaded or not. Comments are left out. */
export function findTodos(text: string): readonly FoundTodo[] {
  const calls = text.matchAll(/\btodo\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(?=[^\s'"]))/g);
  return [...calls].flatMap(({ index, 1: single, 2: double }) => {
    const before = text.slice(0, index).split('\n');
    const isComment = /^\s*(\/\/|\/?\*)/.test(before.at(-1) ?? '');
    return isComment ? [] : [{ line: before.length, note: single ?? double ?? '…' }];
  });
}
