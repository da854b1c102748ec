/** A line as it was written last. */
export interface WrittenLine {
  readonly length: number;
  /** Of the terminal then. */
  readonly columns: number;
}

/**
 * What erases a line that a terminal broke in two because it has become narrower; nothing, if it did not. The cursor is on the last piece.
 */
export function erased({ length, columns: then }: WrittenLine, columns: number): string {
  if (columns >= then || length <= columns) return '';
  const above = Math.ceil(length / columns) - 1;
  return `\r\u001B[${above}A\u001B[J`;
}
