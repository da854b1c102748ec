import type { NtomEvent } from '../../events.ts';
import type { CliContext } from '../context.ts';
import { coloursFor } from './colours.ts';
import { bugBlock, errorBlock } from './error-block.ts';
import { nextCommand, nothingGiven } from './next-command.ts';
import { counted, duration } from './numbers.ts';
import { printable } from '../../errors/printable.ts';
import { progressFor } from './progress.ts';
import type { CommandResult, Report } from './report.ts';
import { rateText, Work } from './work.ts';

/** For people: results on the output, progress and errors on the error output. */
export function humanReport(context: CliContext, { quiet }: { quiet: boolean }): Report {
  const colours = coloursFor(context.stderr, context.env);
  const progress = progressFor(context, quiet);
  const print = (text: string): void => void context.stdout.write(`${printable(text)}\n`);
  const printError = (text: string): void => {
    progress.stop();
    context.stderr.write(text);
  };
  const printResult = ({ text, next }: CommandResult): void => {
    const command = nextCommand(next, report.given);
    print(command === null ? text : `${text}\n  next: ${command}`);
  };
  const report: Report = {
    given: nothingGiven,
    phases: 1,
    onEvent: eventPrinter(context, progress, () => report, colours.yellow),
    step: ({ text, isAnswer }) => (quiet && !isAnswer ? undefined : print(text)),
    done: (result) => (quiet && !result.isAnswer ? undefined : printResult(result)),
    failed: (error) => printError(errorBlock(error, nextCommand(error.aftermath?.next ?? null, report.given), colours)),
    crashed: (thrown) => printError(bugBlock(thrown, colours)),
    close: () => progress.stop(),
  };
  return report;
}

function eventPrinter(
  context: CliContext,
  progress: ReturnType<typeof progressFor>,
  report: () => Report,
  warn: (text: string) => string,
): (event: NtomEvent) => void {
  let work: Work | null = null;
  let phases = 0;
  return (event) => {
    switch (event.type) {
      case 'phase-started':
        phases += 1;
        work = new Work(event, { number: phases, of: Math.max(phases, report().phases) }, context.now());
        return progress.start(work);
      case 'table-started':
      case 'rows':
        if (work === null) return;
        work.table = event.table;
        if (event.type === 'rows') work.add(event.rows, context.now());
        return progress.update(work);
      case 'phase-finished':
        progress.stop();
        return progress.print(finishedText(event));
      case 'rejected':
        return progress.print(warn(printable(rejectedText(event))));
      case 'notice':
        return progress.print(printable(event.message));
      case 'table-finished':
    }
  };
}

function rejectedText({ table, rows, file }: Extract<NtomEvent, { type: 'rejected' }>): string {
  return `${table}: ${counted(rows, 'row')} rejected, see ${file}`;
}

function finishedText({ phase, schema, rows, ms }: Extract<NtomEvent, { type: 'phase-finished' }>): string {
  return `${phase} ${schema}: ${counted(rows, 'row')} in ${duration(ms)}, ${rateText(rows, ms)}`;
}
