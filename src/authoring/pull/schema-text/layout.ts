/** A piece of source text: one line as it is, a list in brackets, or a call that may be broken before its methods. */
export type Piece = string | Bracketed | Chain;

export interface Bracketed {
  /** `[`, `{`, `table(`. */
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Each item on a line of its own, even if all would fit into one. */
  readonly isOpen?: boolean;
}

/** `first` and then each of `methods` with a dot before it. */
interface Chain {
  readonly first: string;
  readonly methods: readonly string[];
}

/** An item of a list, after lines of comment. */
export interface Item {
  readonly comments?: readonly string[];
  /** `name: `; empty: none. */
  readonly label?: string;
  readonly piece: Piece;
}

const width = 120;
const step = '  ';

/** The text of a piece that begins after `before` characters of a line and is followed by `after` more. */
export function laidOut(piece: Piece, indent = '', before = indent.length, after = 0): string {
  const line = inOneLine(piece);
  if (line !== null && before + line.length + after <= width) return line;
  if (typeof piece === 'string') return piece;
  return 'first' in piece ? brokenChain(piece, indent) : brokenList(piece, indent);
}

function brokenChain({ first, methods }: Chain, indent: string): string {
  return [first, ...methods.map((method) => `${indent}${step}.${method}`)].join('\n');
}

function brokenList({ open, items, close }: Bracketed, indent: string): string {
  const inner = indent + step;
  const lines = items.flatMap(({ comments = [], label = '', piece }) => [
    ...commentLines(comments, inner),
    `${inner}${labelled(label, piece, inner)},`,
  ]);
  return [open, ...lines, `${indent}${close}`].join('\n');
}

/** A text that does not fit behind its label is put on a line of its own. */
function labelled(label: string, piece: Piece, indent: string): string {
  const isText = typeof piece === 'string' && /^['"]/.test(piece);
  if (label !== '' && isText && indent.length + label.length + piece.length + 1 > width)
    return `${label.trimEnd()}\n${indent}${step}${piece}`;
  return label + laidOut(piece, indent, indent.length + label.length, 1);
}

/** Comments as lines of source text. */
export function commentLines(comments: readonly string[], indent = ''): readonly string[] {
  return comments
    .flatMap((comment) => wrapped(comment, width - indent.length - 3))
    .map((line) => `${indent}// ${line}`);
}

/** null: it cannot be. */
function inOneLine(piece: Piece): string | null {
  if (typeof piece === 'string') return piece;
  if ('first' in piece) return [piece.first, ...piece.methods].join('.');
  const { open, items, close, isOpen = false } = piece;
  const lines = items.map(({ comments = [], label = '', piece: item }) => {
    const line = inOneLine(item);
    return line === null || comments.length > 0 || line.includes('\n') ? null : label + line;
  });
  if (lines.includes(null) || (isOpen && items.length > 0)) return null;
  const space = open.endsWith('{') && items.length > 0 ? ' ' : '';
  return `${open}${space}${lines.join(', ')}${space}${close}`;
}

/** A text in lines of at most so many characters, broken at spaces. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
