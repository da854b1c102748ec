import { armedBy, type Armed } from './armed.ts';
import type { AsError } from './failpoint.ts';

/** undefined: nobody has looked. Not at once: a command line that is wrong is refused before it. */
let armed: Armed | null | undefined;

/**
 * A step that changes something outside this process: a file, a folder, a database. Every such step goes through here or through
 * `stepSync`, under a name that no other has, so that a test can end the process before or after it, or let it fail or wait.
 *
 * Does the work and nothing else, unless `NTOM_FAILPOINTS` is set.
 */
export async function step<T>(name: string, work: () => Promise<T>, asError?: AsError): Promise<T> {
  const points = armedHere();
  if (points === null) return work();
  await points.wait({ name, moment: 'before', asError });
  const result = await work();
  await points.wait({ name, moment: 'after', asError });
  return result;
}

/** The same for work that does not wait. */
export function stepSync<T>(name: string, work: () => T, asError?: AsError): T {
  const points = armedHere();
  if (points === null) return work();
  points.act({ name, moment: 'before', asError });
  const result = work();
  points.act({ name, moment: 'after', asError });
  return result;
}

function armedHere(): Armed | null {
  if (armed === undefined) armed = armedBy(process.env['NTOM_FAILPOINTS']);
  return armed;
}
