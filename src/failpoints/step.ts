import { armedBy } from './armed.ts';
import type { AsError } from './failpoint.ts';

const armed = armedBy(process.env['NTOM_FAILPOINTS']);

/**
 * A step that changes something outside this process: a file, a folder, a database. Every such step goes through here or through
 * `stepSync`, under a name that no other has, so that a test can end the process before or after it, or let it fail or wait.
 *
 * Does the work and nothing else, unless `NTOM_FAILPOINTS` is set.
 */
export async function step<T>(name: string, work: () => Promise<T>, asError?: AsError): Promise<T> {
  if (armed === null) return work();
  await armed.wait({ name, moment: 'before', asError });
  const result = await work();
  await armed.wait({ name, moment: 'after', asError });
  return result;
}

/** The same for work that does not wait. */
export function stepSync<T>(name: string, work: () => T, asError?: AsError): T {
  if (armed === null) return work();
  armed.act({ name, moment: 'before', asError });
  const result = work();
  armed.act({ name, moment: 'after', asError });
  return result;
}
