/** SQL as it fits into a message. */
export function oneLine(sql: string): string {
  const line = sql.trim().replaceAll(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
