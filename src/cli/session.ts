import { failure } from '../errors.ts';
import type { Project } from '../project/project.ts';
import type { CliContext } from './context.ts';
import { humanReport } from './report/human.ts';
import { jsonReport } from './report/json.ts';
import type { Report } from './report/report.ts';

/** One run of the command line. */
export interface Session {
  readonly context: CliContext;
  readonly report: Report;
  /** Aborted, with `INTERRUPTED`, when the run is to end early. */
  readonly signal: AbortSignal;
  /** What runs, for messages: `extract 2to3`. Set when the command line has been read. */
  what: string;
  /** The project of this run, loaded when first asked for. */
  project(): Promise<Project>;
}

/** A session that has not begun. It reads `--json` and `--quiet` itself: even a wrong command line is reported their way. */
export function createSession(argv: readonly string[], context: CliContext): Session {
  const controller = new AbortController();
  const quiet = argv.includes('--quiet');
  let project: Promise<Project> | undefined;
  const session: Session = {
    context,
    report: argv.includes('--json') ? jsonReport(context, { quiet }) : humanReport(context, { quiet }),
    signal: controller.signal,
    what: 'ntom',
    project: () => (project ??= openProjectOf(session)),
  };
  context.onStop(() => controller.abort(failure('INTERRUPTED', { what: session.what })));
  return session;
}

async function openProjectOf(session: Session): Promise<Project> {
  const { openProject } = await import('../project/project.ts');
  return openProject(session.report.given.projectDirectory, session.context.cwd);
}
