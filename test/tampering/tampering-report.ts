import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What became of all tampering of one kind with one extract. */
export interface TamperingResult {
  readonly kind: string;
  /** `csv, zstd`. */
  readonly extract: string;
  readonly target: string;
  /** How often by each code. */
  readonly codes: ReadonlyMap<string, number>;
  /** What the messages say of the target, each once. */
  readonly states: ReadonlySet<string>;
}

/** Writes `test-report/tampering.md`: for each kind of tampering what was refused, and the state left. */
export function writeTamperingReport(results: readonly TamperingResult[]): void {
  const folder = fileURLToPath(new URL('../../test-report/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const rows = results.map(({ kind, extract, target, codes, states }) => {
    const refused = [...codes].map(([code, times]) => `${code} ${times}`).toSorted();
    const total = [...codes.values()].reduce((sum, times) => sum + times, 0);
    return [kind, extract, target, String(total), refused.join(', '), [...states].join(', ')];
  });
  const head = ['tampering', 'extract', 'target', 'times', 'refused with', 'state of the target'];
  const lines = [head, head.map(() => '-'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const text = `# Tampering\n\nAfter every refusal the extract, byte for byte, and nothing was beside it that was not there before. On a server\nthe database under construction may be left with parts that were proved: the next load goes on with it.\n\n${lines.join('\n')}\n`;
  writeFileSync(`${folder}tampering.md`, text);
}
