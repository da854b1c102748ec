import { rmSync } from 'node:fs';
import { stepSync } from './step.ts';

/**
 * Removes a file that is needed no more, if it is there. One that cannot be removed stays, for the next run to remove: what led here
 * matters more. `name`: of the step.
 */
export function discardFile(name: string, path: string): void {
  try {
    stepSync(name, () => rmSync(path, { force: true }));
  } catch {
    // It has a name that shows what it is.
  }
}
