/** An edit of one place of a manifest. */
export interface ManifestEdit {
  /** `tables.0.rows = 3`. */
  readonly what: string;
  readonly content: unknown;
}

type Path = readonly (string | number)[];

/**
 * Every edit of a JSON value: each value another one, each key taken away, each object with a key more, each list longer, shorter
 * and in another order. Whatever is added to manifests is found by itself.
 */
export function* manifestEdits(content: unknown): Generator<ManifestEdit> {
  for (const { path, value } of places(content)) {
    const at = path.join('.');
    for (const other of others(value))
      yield { what: `${at} = ${JSON.stringify(other)?.slice(0, 40)}`, content: replaced(content, path, other) };
    if (path.length > 0) yield { what: `${at} removed`, content: removed(content, path) };
  }
}

function* places(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
  yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* places(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** Values of the same type first, so that the edit is one that a reader could believe. */
function others(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value + 1, String(value), null];
  if (typeof value === 'boolean') return [!value, null];
  if (typeof value === 'string') return [otherText(value), '', null];
  if (value === null) return ['x', ['1']];
  if (Array.isArray(value)) return otherLists(value);
  return [{ ...value, more: 1 }, null];
}

function otherText(text: string): string {
  const digit = text.search(/\d(?=\D*$)/);
  if (digit === -1) return `${text}x`;
  return `${text.slice(0, digit)}${text[digit] === '1' ? 2 : 1}${text.slice(digit + 1)}`;
}

function otherLists(list: readonly unknown[]): readonly unknown[] {
  const reversed = list.toReversed();
  const isSame = JSON.stringify(reversed) === JSON.stringify(list);
  return [[...list, list[0] ?? 'x'], ...(isSame ? [] : [reversed]), null];
}

function replaced(content: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = structuredClone(content) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

function removed(content: unknown, path: Path): unknown {
  const copy = structuredClone(content);
  let parent = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}
