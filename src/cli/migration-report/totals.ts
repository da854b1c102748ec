import { fileSize, grouped } from '../report/numbers.ts';
import { shortTime } from './short-time.ts';
import { bytesOf } from '../../format/manifest.ts';
import { runOf, type ReportFacts } from './facts.ts';

export interface Total {
  readonly name: string;
  readonly value: number;
  readonly unit: 'rows' | 'bytes' | 'ms';
}

/** For people. */
export function totalText({ value, unit }: Total): string {
  if (unit === 'rows') return grouped(value);
  return unit === 'bytes' ? fileSize(value) : shortTime(value);
}

/** The few figures that one asks for first; only those that are known. */
export function totalsOf(facts: ReportFacts): readonly Total[] {
  return [...rowTotals(facts), ...refused(facts), ...times(facts)];
}

function rowTotals({ extract }: ReportFacts): readonly Total[] {
  if (extract === null) return [];
  const { accounting, tables } = extract.manifest;
  const dropped = accounting.flatMap((account) => account.dropped.map(({ rows }) => rows));
  return [
    { name: 'rows read', value: sum(accounting.map(({ rows }) => rows)), unit: 'rows' },
    { name: 'rows written', value: sum(tables.map(({ rows }) => rows)), unit: 'rows' },
    { name: 'rows dropped', value: sum(dropped), unit: 'rows' },
    { name: 'extract', value: bytesOf(tables.flatMap(({ parts }) => parts)), unit: 'bytes' },
  ];
}

/** By the last run that read the rows. An extract with rejected rows does not come to be. */
function refused(facts: ReportFacts): readonly Total[] {
  const runs = [runOf(facts, 'extract'), runOf(facts, 'rehearse')].filter((run) => run !== undefined);
  const [last] = runs.toSorted((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
  if (last === undefined) return facts.extract === null ? [] : [{ name: 'rows refused', value: 0, unit: 'rows' }];
  return [{ name: 'rows refused', value: sum(last.rejected.map(({ rows }) => rows)), unit: 'rows' }];
}

function times(facts: ReportFacts): readonly Total[] {
  return (['extract', 'load', 'verify'] as const).flatMap((command) => {
    const run = runOf(facts, command);
    if (run === undefined) return [];
    const ms = Date.parse(run.finishedAt) - Date.parse(run.startedAt);
    return [{ name: `${command} took`, value: Math.max(0, ms), unit: 'ms' }];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
