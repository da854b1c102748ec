import { existsSync, globSync, readFileSync } from 'node:fs';
import { brokenLinks } from './broken-links.ts';
import { generatedDocs } from './generated-docs.ts';
import { unknownCommands } from './unknown-commands.ts';

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')].sort();
const findings = [...(await stalePages()), ...pages.flatMap(brokenLinks), ...pages.flatMap(unknownCommands)];
for (const finding of findings) console.error(finding);
console.log(`docs: ${pages.length} pages, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** Generated pages that are not what the code says now. */
async function stalePages(): Promise<string[]> {
  const isCurrent = (path: string, text: string): boolean => existsSync(path) && readFileSync(path, 'utf8') === text;
  const stale = [...(await generatedDocs())].filter(([path, text]) => !isCurrent(path, text));
  return stale.map(([path]) => `${path}: not what the code says; run npm run docs`);
}
