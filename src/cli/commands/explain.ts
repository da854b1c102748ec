import type { Command } from 'commander';
import { failure, type NtomError } from '../../errors.ts';
import { nearestName } from '../../schema/nearest-name.ts';
import { examples } from '../examples.ts';
import { explainList, explainText } from '../explain/explain-text.ts';
import { explanations } from '../explain/explanation.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addExplain(program: Command, session: Session): void {
  program
    .command('explain')
    .summary("an error's cause, example and cure")
    .description(
      'Explains the code at the end of a message: its exit code, an example, cause and cure. Without a code it lists all ' +
        'there are. Needs no project.',
    )
    .argument('[code]', 'the code, in upper or lower case')
    .addHelpText(
      'after',
      examples(
        ['ntom explain ROWS_REJECTED', 'what it means, and what to do'],
        ['ntom explain', 'all codes, with an example each'],
      ),
    )
    .action((typed: string | undefined) => session.report.done(typed === undefined ? explainAll() : explain(typed)));
}

function explainAll(): CommandResult {
  const errors = explanations();
  return { command: 'explain', data: { errors }, text: explainList(errors), isAnswer: true, next: null };
}

function explain(typed: string): CommandResult {
  const all = explanations();
  const code = codeOf(typed);
  const found = all.find((each) => each.code === code);
  if (found === undefined)
    throw unknownCode(
      code,
      nearestName(
        code,
        all.map((each) => each.code),
      ) ?? null,
    );
  return { command: 'explain', data: { ...found }, text: explainText(found), isAnswer: true, next: null };
}

/** People copy it with the brackets that it has in a message. */
function codeOf(typed: string): string {
  return typed.replace(/^\[(.*)\]$/, '$1').toUpperCase();
}

function unknownCode(code: string, nearest: string | null): NtomError {
  const next = nearest === null ? 'ntom explain' : `ntom explain ${nearest}`;
  return failure('CODE_UNKNOWN', { code, nearest }).withAftermath({ state: [], next });
}
