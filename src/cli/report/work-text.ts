import { printable } from '../../errors/printable.ts';
import { counted, duration, fileSize, grouped } from './numbers.ts';
import type { Work } from './work.ts';

/** When and where a line is shown. */
export interface Shown {
  readonly nowMs: number;
  /** What the process holds. */
  readonly memoryBytes: number;
}

/** What a line of progress is made of; empty: there is nothing to say. */
interface Parts {
  readonly title: string;
  readonly bar: string;
  readonly percent: string;
  readonly left: string;
  readonly table: string;
  readonly rows: string;
  readonly rate: string;
  readonly memory: string;
}

/** What a narrow line does without, one after the other. */
const reductions: readonly ((parts: Parts, work: Work) => Partial<Parts>)[] = [
  ({ bar }, { progress }) => (bar === '' || progress === null ? {} : { bar: barText(progress, narrowBar) }),
  (_, { done }) => ({ rows: counted(done, 'row') }),
  () => ({ memory: '' }),
  () => ({ rate: '' }),
  () => ({ bar: '' }),
  () => ({ rows: '' }),
  () => ({ table: '' }),
  () => ({ left: '' }),
  () => ({ title: '' }),
];

/** A line without a bar: `load 3, 25%, 3.0 s left, city, 1,000 of 4,000 rows, 1,000 rows/s, 210 MB`. */
export function workLine(work: Work, shown: Shown): string {
  return lineOf({ ...partsOf(work, shown), bar: '' });
}

/** The same with a bar, and as much of it as `columns` hold. The last one stays free: to write there makes some terminals scroll. */
export function barLine(work: Work, shown: Shown, columns: number): string {
  let parts = partsOf(work, shown);
  for (const reduced of reductions) {
    if (lineOf(parts).length < columns) break;
    parts = { ...parts, ...reduced(parts, work) };
  }
  return lineOf(parts).slice(0, Math.max(0, columns - 1));
}

function partsOf(work: Work, { nowMs, memoryBytes }: Shown): Parts {
  const { phase, schema, place, progress, table, done, total } = work;
  const leftMs = work.leftMs(nowMs);
  return {
    title: `${phase} ${schema}${place.of > 1 ? `, phase ${place.number} of ${place.of}` : ''}`,
    bar: progress === null ? '' : barText(progress, wideBar),
    percent: progress === null ? '' : `${Math.floor(progress * 100)}%`,
    left: leftMs === null ? '' : `${duration(leftMs)} left`,
    table: shortened(printable(table)),
    rows: work.isTotalKnown ? `${grouped(done)} of ${grouped(total)} rows` : counted(done, 'row'),
    rate: done > 0 ? `${grouped(Math.round(work.rowsPerSecond(nowMs)))} rows/s` : '',
    memory: fileSize(memoryBytes),
  };
}

function lineOf({ title, bar, percent, ...rest }: Parts): string {
  const head = bar === '' ? [title, percent] : [[title, bar, percent].filter((each) => each !== '').join(' ')];
  const tail = [rest.left, rest.table, rest.rows, rest.rate, rest.memory];
  return [...head, ...tail].filter((part) => part !== '').join(', ');
}

/** Characters inside. */
const wideBar = 20;
const narrowBar = 10;

function barText(progress: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, progress)) * width);
  return `[${'='.repeat(full)}${' '.repeat(width - full)}]`;
}

const longestName = 32;

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}
