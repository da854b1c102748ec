import { failure, reasonOf, type NtomError } from '../../errors.ts';
import type { NtomEvent, OnEvent } from '../../events.ts';
import type { CliContext } from '../context.ts';
import { nextCommand, nothingGiven } from './next-command.ts';
import type { CommandResult, Report } from './report.ts';

/** For programs: one JSON object a line on the output, and nothing else there. The last is `done` or `error`. */
export function jsonReport(context: CliContext, { quiet }: { quiet: boolean }): Report {
  const print = (event: string, rest: object): void =>
    void context.stdout.write(`${JSON.stringify({ event, ...rest }, bigintAsText)}\n`);
  const next = (command: string | null): string | null => nextCommand(command, report.given);
  const report: Report = {
    given: nothingGiven,
    phases: 1,
    onEvent: quiet ? () => undefined : withFewerRowEvents(context.now, ({ type, ...rest }) => print(type, rest)),
    step: (result) => (quiet ? undefined : print('step', resultData(result, null))),
    done: (result) => print('done', resultData(result, next(result.next))),
    failed: (error) => print('error', errorData(error, next(error.aftermath?.next ?? null))),
    crashed: (thrown) => print('error', bugData(thrown)),
    close: () => undefined,
  };
  return report;
}

/** Counts of rows of one table are added up and told at most once in this time. */
const rowsIntervalMs = 500;

function withFewerRowEvents(now: () => number, tell: OnEvent): OnEvent {
  let held: Extract<NtomEvent, { type: 'rows' }> | null = null;
  let toldAtMs = now();
  const release = (): void => {
    if (held !== null) tell(held);
    held = null;
    toldAtMs = now();
  };
  return (event) => {
    const isSameTable = event.type === 'rows' && held?.table === event.table && held.phase === event.phase;
    if (held !== null && !isSameTable) release();
    if (event.type !== 'rows') return tell(event);
    held = { ...event, rows: event.rows + (held?.rows ?? 0) };
    if (now() - toldAtMs >= rowsIntervalMs) release();
  };
}

function resultData({ command, data }: CommandResult, next: string | null): object {
  return { command, ...data, next };
}

function errorData(error: NtomError, next: string | null): object {
  const { code, message, details } = error;
  return { code, message, details, state: error.aftermath?.state ?? [], next };
}

function bugData(thrown: unknown): object {
  const { code, message } = failure('BUG', { reason: reasonOf(thrown) });
  const details = { stack: thrown instanceof Error ? (thrown.stack ?? null) : null };
  return { code, message, details, state: [], next: null };
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
