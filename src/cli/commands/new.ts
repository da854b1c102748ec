import type { Command } from 'commander';
import type { NewPipeline } from '../../authoring/new/run-new.ts';
import { failure } from '../../errors.ts';
import type { Step } from '../../project/migration-path.ts';
import { newStep } from '../arguments.ts';
import { examples } from '../examples.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';

export function addNew(program: Command, session: Session): void {
  program
    .command('new')
    .summary('write pipelines/NtoM.ts, as far as the two schemas say it')
    .description(
      'Writes pipelines/NtoM.ts: copies what is trivial, and leaves a todo(…) that does not compile where only you know ' +
        'what belongs there. Likely renames are comments, and never applied. If schema M is the next one and not there ' +
        'yet, it is made first, as a copy of schema N. A pipeline that is there stays as it is: the command says what is ' +
        'missing in it, with exit code 1.',
    )
    .argument('<pipeline>', 'NtoM, as in 2to3; also back, as in 3to2', newStep)
    .addHelpText(
      'after',
      examples(
        ['ntom new 2to3', 'the next schema, if there is none yet, and the pipeline to it'],
        ['ntom new 3to2', 'the way back'],
      ),
    )
    .action(async (wanted: Step) => session.report.done(await newPipeline(session, wanted)));
}

/** @throws {NtomError} `PIPELINE_INCOMPLETE`, with all findings, after telling them. */
async function newPipeline(session: Session, wanted: Step): Promise<CommandResult> {
  const { runNew } = await import('../../authoring/new/run-new.ts');
  const { missingText, writtenText } = await import('../new/new-text.ts');
  const { name } = wanted;
  const result = await runNew(await session.project(), wanted);
  if ('written' in result) return writtenResult(name, result.written, writtenText(result.written));
  const file = `pipelines/${name}.ts`;
  const { findings, texts } = result.missing;
  const data = { pipeline: name, file, isNew: false, findings, paste: texts };
  const told = { command: 'new', data, isAnswer: false, next: `ntom check ${name}` };
  if (findings.length === 0) return { ...told, text: `${file} is there, and nothing is missing in it` };
  session.report.step({ ...told, text: missingText(file, result.missing) });
  throw failure('PIPELINE_INCOMPLETE', data).withAftermath({
    state: [{ what: file, is: 'unchanged' }],
    next: `ntom new ${name}`,
  });
}

function writtenResult(name: string, { file, schemaFile, tables, todos }: NewPipeline, text: string): CommandResult {
  return {
    command: 'new',
    data: { pipeline: name, file, isNew: true, schemaFile, tables, todos },
    text,
    isAnswer: false,
    next: schemaFile === null ? `ntom check ${name}` : `ntom new ${name}`,
  };
}
