import type { Place } from './places.ts';
import { runBuilt } from './run-built.ts';
import { argvOf, type Scenario } from './scenario.ts';
import type { State } from './state.ts';

/** What a command began with, and what it comes to if nobody disturbs it. */
interface BeforeAndGoal {
  readonly before: State;
  readonly goal: State;
}

/**
 * Looks at what a command that was stopped has left, runs it again until it is done, and once more. Returns in what the promises are
 * not kept: nothing half made has a final name; run again it comes to the same as if it had not been stopped, and leaves nothing; run
 * once more it does nothing.
 */
export async function afterwards(place: Place, scenario: Scenario, { before, goal }: BeforeAndGoal): Promise<string[]> {
  const found = halfMade(place.state(), before, goal);
  for (const when of ['run again', 'run once more']) {
    const ended = await runBuilt(place.folder, argvOf(scenario));
    if (!scenario.isDone(ended)) found.push(`${when}, it ends with ${ended.code}: ${ended.err}`);
    found.push(...differences(place.state(), goal, when));
  }
  return found;
}

/** What has a final name is what it was, or complete. What an earlier run had set aside is put back. */
function halfMade(state: State, before: State, goal: State): string[] {
  const isAsBefore = (path: string, content: string): boolean =>
    content === before[path] || content === before[setAside(path)];
  return Object.entries(state)
    .filter(([path]) => (path in goal || path in before) && !isUnfinished(path))
    .filter(([path, content]) => !isAsBefore(path, content) && content !== goal[path] && content !== 'not complete')
    .map(([path]) => `${path} is half made`);
}

/** By its name: a database on a server that an earlier run had begun. */
function isUnfinished(path: string): boolean {
  return path.endsWith('__loading');
}

function setAside(path: string): string {
  return path.replace(/^(extracts\/v\d+)/, '$1.replaced');
}

function differences(state: State, goal: State, when: string): readonly string[] {
  const paths = [...new Set([...Object.keys(state), ...Object.keys(goal)])];
  return paths
    .filter((path) => state[path] !== goal[path])
    .map((path) => `${when}, ${path} ${path in state ? (path in goal ? 'is another' : 'is left') : 'is not there'}`);
}
