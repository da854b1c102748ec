/** How much there may be in a JSON text. */
export interface JsonBounds {
  /** Objects and arrays within each other. */
  readonly depth: number;
  /** Objects, arrays and commas: about as many as values. */
  readonly marks: number;
}

/**
 * Whether a JSON text keeps within bounds. A parsed text of nothing but brackets takes fifty times its own memory; this takes none.
 * Says nothing of whether it is JSON.
 */
export function isBoundedJson(text: string, most: JsonBounds): boolean {
  let [depth, marks] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') {
      at = closingQuote(text, at);
      if (at === -1) return true;
    }
    if (mark === '{' || mark === '[') depth += 1;
    if (mark === '}' || mark === ']') depth -= 1;
    if (mark === '{' || mark === '[' || mark === ',') marks += 1;
    if (depth > most.depth || marks > most.marks) return false;
  }
  return true;
}

/** Where the string of JSON ends whose first quote is there: at its other quote; -1: nowhere. */
export function closingQuote(text: string, opening: number): number {
  // A pattern would take memory for every escape of a long text.
  for (let quote = text.indexOf('"', opening + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text[first - 1] === '\\') first -= 1;
    if ((quote - first) % 2 === 0) return quote;
  }
  return -1;
}
