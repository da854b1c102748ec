/** A text as it stands in a template literal of TypeScript, between its backticks. On one line. */
export function templateText(text: string): string {
  return text
    .replace(/[\\`]|\$(?=\{)/g, (character) => `\\${character}`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`);
}
