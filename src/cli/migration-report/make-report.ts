import { join, resolve } from 'node:path';
import { failure } from '../../errors.ts';
import { makeOwnFolder } from '../../project/own-folder.ts';
import { shownFolder } from '../extract-folder.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';
import type { ReportFacts } from './facts.ts';
import { gatherFacts } from './gather.ts';
import { outcomeOf } from './outcome.ts';
import { reportMarkdown } from './report-markdown.ts';
import { totalsOf } from './totals.ts';

export interface ReportRequest {
  readonly subject?: string | undefined;
  readonly out?: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/**
 * Makes the report that a command asks for.
 *
 * @throws {NtomError} `USAGE_WRONG`, `WRITE_FAILED`, and those of `gatherFacts`.
 */
export async function makeReport(session: Session, request: ReportRequest): Promise<CommandResult> {
  refuseTwo(request);
  const facts = await gatherFacts(session, request.subject);
  const data = { ...dataOf(facts), file: null };
  if (request.markdown === true)
    return { command: 'report', data, text: reportMarkdown(facts), isAnswer: true, next: null };
  const file = await written(session, request, facts);
  const shown = shownFolder(await session.project(), file);
  const text = `${shown} is the report of ${facts.step.name}: ${outcomeOf(facts).sentence}`;
  return { command: 'report', data: { ...data, file }, text, isAnswer: false, next: null };
}

function refuseTwo({ markdown, json, out }: ReportRequest): void {
  if (markdown !== true || (json !== true && out === undefined)) return;
  const problem = `--markdown and ${json === true ? '--json' : '--out'} exclude each other`;
  throw failure('USAGE_WRONG', { problem }).withAftermath({ state: [], next: 'ntom report --help' });
}

/** The file that has it. Absolute. */
async function written(session: Session, { out }: ReportRequest, facts: ReportFacts): Promise<string> {
  // A library for layouts comes with it, which nothing else needs.
  const { reportHtml } = await import('./report-html.ts');
  const { writeReport } = await import('./write-report.ts');
  const text = reportHtml(facts);
  const file = out === undefined ? await defaultFile(session, facts) : resolve(session.context.cwd, out);
  await writeReport(file, text);
  return file;
}

async function defaultFile(session: Session, { step }: ReportFacts): Promise<string> {
  const { directory } = await session.project();
  return join(await makeOwnFolder(directory), 'reports', `${step.name}.html`);
}

function dataOf(facts: ReportFacts): Readonly<Record<string, unknown>> {
  const { step, extract, unknown } = facts;
  return {
    from: step.from,
    to: step.to,
    outcome: outcomeOf(facts),
    totals: totalsOf(facts),
    contentId: extract?.manifest.contentId ?? null,
    manifestSha256: extract?.sha256 ?? null,
    unknown,
  };
}
