/**
 * JSON text with one member more at the end of an object, in the layout of its neighbours. All the rest stays, byte by byte.
 *
 * @param text Valid JSON.
 * @param path The keys that lead to the object, which has to be there.
 */
export function insertedMember(text: string, path: readonly string[], key: string, value: unknown): string {
  const { open, close } = objectAt(text, path);
  const inside = text.slice(open + 1, close);
  const member = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const before = text.slice(0, open + 1);
  if (inside.trim() === '') return `${before}${alone(member, text, path.length)}${text.slice(close)}`;
  const content = inside.trimEnd();
  const [gap = ''] = /^\s*/.exec(inside) ?? [];
  return `${before}${content},${gap === '' ? ' ' : gap}${member}${inside.slice(content.length)}${text.slice(close)}`;
}

/** The only member of an object that is `depth` objects deep. */
function alone(member: string, text: string, depth: number): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const [, indent] = /\n([ \t]+)"/.exec(text) ?? [];
  if (indent === undefined && depth > 0) return ` ${member} `;
  const step = indent ?? '  ';
  return `${lineEnd}${step.repeat(depth + 1)}${member}${lineEnd}${step.repeat(depth)}`;
}

interface Braces {
  readonly open: number;
  readonly close: number;
}

/** Where an object begins and ends. Of a key that is there twice, the last counts, as it does to every reader. */
function objectAt(text: string, path: readonly string[]): Braces {
  const keys: (string | null)[] = [];
  const opened: number[] = [];
  let string = '';
  let found: Braces | null = null;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]/g)) {
    if (token.startsWith('"')) string = JSON.parse(token) as string;
    else if (token === ':') keys[opened.length - 1] = string;
    else if (token === '{' || token === '[') {
      keys[opened.length] = null;
      opened.push(index);
    } else if (token !== ',') {
      const open = opened.pop() ?? 0;
      keys.length = opened.length;
      if (token === '}' && isSame(keys, path)) found = { open, close: index };
    }
  }
  if (found === null) throw new TypeError(`there is no object at ${path.join('.')}`);
  return found;
}

function isSame(keys: readonly (string | null)[], path: readonly string[]): boolean {
  return keys.length === path.length && keys.every((key, index) => key === path[index]);
}
