/**
 * Source text of which it is still open where its lines end: a text, texts in a row, or a piece that is printed on one line if
 * it fits and else broken, from the outside in. What is built here is printed as prettier prints it.
 */
export type Layout = string | readonly Layout[] | Group | Indented | LineBreak | IfBroken;

/** Its line breaks are all taken, or none of them. */
interface Group {
  readonly kind: 'group';
  readonly content: Layout;
  /** Broken even if it fits. */
  readonly isOpen: boolean;
}

interface Indented {
  readonly kind: 'indented';
  readonly content: Layout;
  /** Not where the group is on one line. */
  readonly isOnlyIfBroken: boolean;
}

/** The end of a line, or `flat` if its group is on one line; null: always the end of a line. */
interface LineBreak {
  readonly kind: 'line-break';
  readonly flat: string | null;
}

/** Only where its group is broken. */
interface IfBroken {
  readonly kind: 'if-broken';
  readonly text: string;
}

/** A space, or the end of a line. */
export const line: LineBreak = { kind: 'line-break', flat: ' ' };

/** Nothing, or the end of a line. */
export const softLine: LineBreak = { kind: 'line-break', flat: '' };

/** The end of a line: all groups around it are broken. */
export const hardLine: LineBreak = { kind: 'line-break', flat: null };

const trailingComma: IfBroken = { kind: 'if-broken', text: ',' };

export function group(content: Layout): Group {
  return { kind: 'group', content, isOpen: hasHardLine(content) };
}

/** What `head` begins, and its methods: behind it as long as the first line fits, else each on a line of its own. */
export function chain(head: Layout, methods: readonly Layout[]): Layout {
  const rest = methods.map((method) => [softLine, method]);
  const content = [head, { kind: 'indented', content: rest, isOnlyIfBroken: true } as const];
  return { kind: 'group', content, isOpen: hasHardLine(head) };
}

export function indented(content: Layout): Layout {
  return { kind: 'indented', content, isOnlyIfBroken: false };
}

/** `separator` between items. */
export function joined(items: readonly Layout[], separator: Layout): Layout {
  return items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
}

/** `key: value`. A text that does not fit behind its key has a line of its own; so has what `isText` says is like one. */
export function member(key: string, value: Layout, isText = typeof value === 'string'): Layout {
  return isText ? [key, ':', group(indented([line, value]))] : [key, ': ', value];
}

/** `{ a, b }`: members on one line if they fit. */
export function object(members: readonly Layout[]): Layout {
  return members.length === 0 ? '{}' : group(braced(members, line));
}

/** The same with a line for each member, which may be a comment too. Each ends with its own comma. */
export function openObject(lines: readonly Layout[]): Layout {
  return lines.length === 0 ? '{}' : group(['{', indented([hardLine, joined(lines, hardLine)]), hardLine, '}']);
}

/** `[a, b]`. Numbers fill lines, others have a line each if they do not fit. */
export function list(items: readonly Layout[]): Layout {
  if (items.length === 0) return '[]';
  const areNumbers = items.length > 1 && items.every((item) => typeof item === 'string' && /^-?\d+$/.test(item));
  const content = areNumbers ? filled(items) : joined(items, [',', line]);
  return group(['[', indented([softLine, content]), trailingComma, softLine, ']']);
}

/** `name(a, b)`. One object or list alone is broken inside its own brackets. */
export function call(name: Layout, parameters: readonly Layout[]): Layout {
  const [only] = parameters;
  if (only === undefined) return [name, '()'];
  const isHugged = parameters.length === 1 && typeof only === 'object' && 'kind' in only && only.kind === 'group';
  if (isHugged) return [name, '(', only, ')'];
  return [name, group(['(', indented([softLine, joined(parameters, [',', line])]), trailingComma, softLine, ')'])];
}

/** As many on each line as fit. */
function filled(items: readonly Layout[]): Layout {
  return items.map((item, index) => (index === 0 ? item : [',', group([line, item])]));
}

function braced(members: readonly Layout[], space: LineBreak): Layout {
  return ['{', indented([space, joined(members, [',', line])]), trailingComma, space, '}'];
}

/** Whether a line ends in it wherever it stands. */
function hasHardLine(layout: Layout): boolean {
  if (typeof layout === 'string') return layout.includes('\n');
  if (isRow(layout)) return layout.some(hasHardLine);
  if (layout.kind === 'line-break') return layout.flat === null;
  return (layout.kind === 'group' || layout.kind === 'indented') && hasHardLine(layout.content);
}

export function isRow(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}
