/** Lines of cells as text with aligned columns; numbers, which begin with a digit, to the right. No space at the ends of lines. */
export function aligned(lines: readonly (readonly string[])[], indent = '  '): string {
  const columns = Math.max(0, ...lines.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  return lines
    .map((cells) => `${indent}${cells.map((cell, column) => padded(cell, widths[column])).join('   ')}`.trimEnd())
    .join('\n');
}

function padded(cell: string, width = 0): string {
  return /^\d/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
}
