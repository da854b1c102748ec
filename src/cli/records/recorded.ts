import { NtomError, reasonOf } from '../../errors.ts';
import type { Session } from '../session.ts';
import { Recorder, type Recorded } from './recorder.ts';
import { writeRecord } from './write-record.ts';

/**
 * Runs a phase and keeps a record of it in the project, whether it ends well or not. A record that cannot be written is a notice:
 * it changes nothing of how the run ends. A run that ends before any phase begins leaves the record of the last one.
 */
export async function recorded<T>(
  session: Session,
  run: Recorded,
  work: (recorder: Recorder) => Promise<T>,
): Promise<T> {
  const recorder = new Recorder(run, session.context);
  try {
    return await work(recorder);
  } catch (thrown) {
    recorder.outcome = outcomeOf(thrown);
    throw thrown;
  } finally {
    await keep(session, recorder);
  }
}

function outcomeOf(thrown: unknown): string {
  if (thrown instanceof NtomError) return thrown.code;
  return thrown instanceof Error && thrown.name === 'AbortError' ? 'INTERRUPTED' : 'BUG';
}

async function keep(session: Session, recorder: Recorder): Promise<void> {
  if (!recorder.hasBegun) return;
  try {
    const { directory } = await session.project();
    await writeRecord(directory, await recorder.record());
  } catch (thrown) {
    session.report.onEvent({ type: 'notice', message: `no record is kept of this run: ${reasonOf(thrown)}` });
  }
}
