import { allEngineRules } from '../../dialects/registry.ts';
import { failure } from '../../errors.ts';
import { runCheck, type Check } from '../../authoring/check/run-check.ts';
import { placeOf } from '../place.ts';
import { findingsCount, findingsText } from '../report/findings-text.ts';
import { counted } from '../report/numbers.ts';
import type { CommandResult } from '../report/report.ts';
import type { Session } from '../session.ts';
import { githubText } from './github-text.ts';

export interface CheckRequest {
  readonly pipeline?: string | undefined;
  readonly from?: string;
  readonly github?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * Checks the project as a command asks for it.
 *
 * @throws {NtomError} `CHECK_FAILED`, with all findings, after telling them.
 */
export async function checkProject(session: Session, request: CheckRequest): Promise<CommandResult> {
  refuseBoth(request);
  const { project, dialect, locate } = await placeOf(session, request.from);
  const check = await runCheck({
    project,
    dialect,
    locate,
    rules: await allEngineRules(),
    pipeline: request.pipeline ?? null,
    signal: session.signal,
  });
  const { findings } = check;
  const text = [...linesOf(session, request, project.directory, check), summary(check)].join('\n');
  const result = { command: 'check', data: { ...check }, text, isAnswer: findings.length > 0, next: null };
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (first === undefined) return result;
  session.report.step(result);
  const errors = others.length + 1;
  throw failure('CHECK_FAILED', { ...check, errors, warnings: findings.length - errors }).withAftermath({
    state: [{ what: 'databases and extracts', is: 'unchanged' }],
    next: `ntom explain ${first.code}`,
  });
}

function refuseBoth({ github, json }: CheckRequest): void {
  if (github !== true || json !== true) return;
  const problem = '--github and --json exclude each other';
  throw failure('USAGE_WRONG', { problem }).withAftermath({ state: [], next: 'ntom check --help' });
}

/** Where the findings are shown: a person's terminal, or the page of a pull request. */
function linesOf(
  { context }: Session,
  { github, json }: CheckRequest,
  directory: string,
  { findings }: Check,
): readonly string[] {
  if (findings.length === 0) return [];
  const isOnGithub = github ?? (json !== true && context.env['GITHUB_ACTIONS'] === 'true');
  const workspace = context.env['GITHUB_WORKSPACE'] ?? context.cwd;
  return [isOnGithub ? githubText(findings, { directory, workspace }) : findingsText(findings)];
}

function summary({ schemas, pipelines, findings }: Check): string {
  const checked = `${counted(schemas.length, 'schema')}, ${counted(pipelines.length, 'pipeline')}`;
  return `checked ${checked}: ${findingsCount(findings)}`;
}
