import type { LineResult } from './run/results.ts';
import type { Measure, Target } from './work.ts';

/** A Markdown table of medians. */
export function table(lines: readonly LineResult[]): string {
  const head = ['line', 'work', 'against', 'ours', 'peer', 'ratio', 'CPU ratio', 'target', 'met'];
  const ruler = head.map((_, column) => (column < 3 ? '---' : '--:'));
  return [head, ruler, ...lines.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells(line: LineResult): readonly string[] {
  const { name, work, measure, ours, peer, ratio, cpuRatio, target, isMet, missing } = line;
  const against = missing.length === 0 ? line.against : `${line.against}, missing: ${missing.join(', ')}`;
  const shown = (value: number | null): string => (value === null ? '' : show[measure](value));
  const isOfRatio = line.against !== '';
  return [
    name,
    work,
    against,
    shown(ours),
    shown(peer),
    quotient(ratio),
    quotient(cpuRatio),
    target === null ? '' : targetText(target, isOfRatio ? quotient : show[measure]),
    isMet === null ? '' : isMet ? 'yes' : 'no',
  ];
}

const show: Readonly<Record<Measure, (value: number) => string>> = {
  seconds: (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`),
  peakBytes: (value) => `${(value / 1e6).toFixed(0)} MB`,
  rowsPerSecond: (value) => `${(value / 1000).toFixed(0)} k/s`,
};

function quotient(value: number | null): string {
  return value === null ? '' : value.toFixed(2);
}

function targetText({ bound, value }: Target, text: (value: number) => string): string {
  return `${bound === 'at most' ? '≤' : '≥'} ${text(value)}`;
}
