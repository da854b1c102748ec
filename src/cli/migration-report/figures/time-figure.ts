import { ticks } from 'd3-array';
import type { RecordedPhase } from '../../records/run-record.ts';
import { counted } from '../../report/numbers.ts';
import { markup, type Html } from '../html.ts';
import { shortTime } from '../short-time.ts';
import { perSecond } from '../per-second.ts';
import { figure, fitting, textWidth } from './figure.ts';

const barHeight = 22;
const chartWidth = 420;
const headHeight = 26;

/** When each table of a phase was worked on, with rows and throughput beside the bar. */
export function timeFigure({ tables }: RecordedPhase, what: string, id: string): Html {
  const begin = Math.min(...tables.map(({ startedMs }) => startedMs));
  const span = Math.max(1, Math.max(...tables.map(({ endedMs }) => endedMs)) - begin);
  const labelWidth = Math.ceil(Math.max(...tables.map(({ table }) => textWidth(fitting(table, 24))))) + 8;
  const x = (ms: number): number => labelWidth + ((ms - begin) / span) * chartWidth;
  const height = headHeight + tables.length * barHeight + 6;
  const grid = ticks(0, span, 5).map(
    (ms) =>
      markup`<path class="grid" d="M${px(x(begin + ms))} ${headHeight - 4}V${height}" /><text
          class="tick"
          text-anchor="middle"
          x="${px(x(begin + ms))}"
          y="14"
          >${shortTime(ms)}</text
        > `,
  );
  const bars = tables.map(({ table, rows, startedMs, endedMs }, index) => {
    const top = headHeight + index * barHeight;
    const width = Math.max(2, x(endedMs) - x(startedMs));
    return markup`<text class="line" text-anchor="end" x="${labelWidth - 8}" y="${top + 15}">${fitting(table, 24)}</text
      ><rect class="bar" x="${px(x(startedMs))}" y="${top + 4}" width="${px(width)}" height="14" rx="2" /><text
        class="tick"
        x="${labelWidth + chartWidth + 12}"
        y="${top + 15}"
        >${throughput(rows, endedMs - startedMs)}</text
      > `;
  });
  const title = `Time of ${what}, table by table`;
  const description = `${counted(tables.length, 'table')} in ${shortTime(span)}. The table that follows has the figures.`;
  const width = labelWidth + chartWidth + 130;
  return figure({ id, title, description, width, height, content: [...grid, ...bars] });
}

function throughput(rows: number, ms: number): string {
  return perSecond(rows, ms) ?? counted(rows, 'row');
}

function px(length: number): number {
  return Math.round(length * 10) / 10;
}
