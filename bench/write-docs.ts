import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import type { Results } from './run/results.ts';
import { table } from './table.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/performance.md');
const begin = '<!-- figures: npm run bench -- --write-docs -->';
const end = '<!-- end of figures -->';

/** Puts the figures between the two markers of `docs/performance.md`. */
export async function writeDocs(results: Results): Promise<void> {
  const text = readFileSync(page, 'utf8');
  const [before, rest] = splitAt(text, begin);
  const [, after] = splitAt(rest, end);
  const options = JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8')) as object;
  const filled = `${before}${begin}\n\n${figures(results)}\n\n${end}${after}`;
  writeFileSync(page, await format(filled, { ...options, parser: 'markdown' }));
}

function splitAt(text: string, marker: string): readonly [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`${page} has no line ${marker}`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}

function figures({ startedAt, machine, rows, rounds, lines }: Results): string {
  const peers = Object.entries(machine.peers).map(([name, version]) => `- ${name}: ${version ?? 'not installed'}`);
  return `${startedAt.slice(0, 10)}, ${rows.toLocaleString('en')} rows, ${rounds} rounds, ${machine.cores} cores (${machine.processor}),
${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB, ${machine.system}, Node.js ${machine.node}.

${table(lines)}

${peers.join('\n')}`;
}
