import type { Step } from '../../project/migration-path.ts';
import type { RunRecord } from '../records/run-record.ts';

/**
 * The runs of a step. A run of another extract than the one at hand says nothing of it, and is left out with a sentence; what was
 * rehearsed, or failed, has an extract of its own or none.
 */
export function runsOfStep(
  records: readonly RunRecord[],
  { name, to }: Step,
  contentId: string | null,
  tell: (sentence: string) => void,
): readonly RunRecord[] {
  const runs = records.filter(({ command, subject }) => subject === subjectOf(command, name, to));
  for (const command of ['extract', 'load', 'verify'] as const)
    if (!runs.some((run) => run.command === command))
      tell(
        `time and throughput of ${command} are not known: there is no record of ntom ${command} ${subjectOf(command, name, to)}`,
      );
  return runs.filter((run) => {
    const isOther = run.command !== 'rehearse' && run.contentId !== null && run.contentId !== contentId;
    if (isOther) tell(`the last run of ${run.command} ${run.subject} is left out: it was of another extract`);
    return !isOther;
  });
}

function subjectOf(command: RunRecord['command'], name: string, to: number): string {
  return command === 'load' || command === 'verify' ? String(to) : name;
}
