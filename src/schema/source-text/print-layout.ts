import { isRow, type Layout } from './layout.ts';
import { textWidth } from './text-width.ts';

/** A piece yet to be printed: how deep, in spaces, and whether its line breaks are taken. */
interface Pending {
  readonly layout: Layout;
  readonly depth: number;
  readonly isBroken: boolean;
}

interface PrintOptions {
  /** Most columns of a line, where it can be broken. Left out: 120. */
  readonly columns?: number;
  /** Where the first line begins, in spaces, and further ones do at least. Left out: at the margin. */
  readonly depth?: number;
}

/** Source text, without a last line feed. The spaces before the first line are not in it. */
export function printLayout(layout: Layout, { columns = 120, depth = 0 }: PrintOptions = {}): string {
  const pending: Pending[] = [{ layout, depth, isBroken: true }];
  let printed = '';
  let margin = '';
  let column = depth;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const text = textOf(next);
    if (text === null) {
      const inside = { ...next, isBroken: isToBreak(next, pending, columns - column) };
      pending.push(...partsOf(inside).reverse());
    } else {
      const isEndOfLine = text.startsWith('\n');
      // Spaces are held back until something follows them: an empty line has none.
      if (text !== '')
        [printed, margin] = isEndOfLine ? [`${printed}\n`, text.slice(1)] : [printed + margin + text, ''];
      column = columnAfter(text, column);
    }
  }
  return printed;
}

/** null: it has parts. */
function textOf({ layout, depth, isBroken }: Pending): string | null {
  if (typeof layout === 'string') return layout;
  if (isRow(layout)) return null;
  if (layout.kind === 'if-broken') return isBroken ? layout.text : '';
  if (layout.kind !== 'line-break') return null;
  return isBroken || layout.flat === null ? `\n${' '.repeat(depth)}` : layout.flat;
}

function partsOf({ layout, depth, isBroken }: Pending): Pending[] {
  if (typeof layout === 'string') return [];
  if (isRow(layout)) return layout.map((each) => ({ layout: each, depth, isBroken }));
  if (layout.kind === 'indented') {
    const isSet = isBroken || !layout.isOnlyIfBroken;
    return [{ layout: layout.content, depth: isSet ? depth + 2 : depth, isBroken }];
  }
  return layout.kind === 'group' ? [{ layout: layout.content, depth, isBroken }] : [];
}

function isToBreak(piece: Pending, after: readonly Pending[], columns: number): boolean {
  const { layout } = piece;
  if (typeof layout === 'string' || isRow(layout) || layout.kind !== 'group') return piece.isBroken;
  return layout.isOpen || !fits({ ...piece, layout: layout.content, isBroken: false }, after, columns);
}

/** Whether a piece, and what follows it up to the next place where a line may end, takes at most so many columns. */
function fits(piece: Pending, after: readonly Pending[], columns: number): boolean {
  const pending = [piece];
  let following = after.length;
  let left = columns;
  while (left >= 0) {
    const next = pending.pop() ?? after[(following -= 1)];
    if (next === undefined) return true;
    const text = textOf(next);
    if (text === null) {
      pending.push(...partsOf({ ...next, isBroken: next.isBroken || isOpen(next.layout) }).reverse());
    } else {
      const [firstLine = '', ...others] = text.split('\n');
      left -= textWidth(firstLine);
      if (others.length > 0) return left >= 0;
    }
  }
  return false;
}

function isOpen(layout: Layout): boolean {
  return typeof layout === 'object' && 'kind' in layout && layout.kind === 'group' && layout.isOpen;
}

function columnAfter(text: string, column: number): number {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  return textWidth(lastLine) + (lastLine === text ? column : 0);
}
