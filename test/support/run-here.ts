import { run } from '../../src/cli/run.ts';
import type { DatabaseLocation } from '../../src/dialects/location.ts';
import { fakeContext } from '../cli/fake-context.ts';
import type { Finished } from '../cli/run-ntom.ts';
import { keepingDatabases } from './kept-databases.ts';

/** Runs a command line in the process of the test. Fails if it changes a database that was there, unless that is to be replaced. */
export async function runHere(
  cwd: string,
  argv: readonly string[],
  elsewhere: readonly DatabaseLocation[] = [],
): Promise<Finished> {
  const context = fakeContext({ cwd });
  const code = await keepingDatabases({ folder: cwd, argv, elsewhere }, () => run(argv, context));
  return { code, out: context.out(), err: context.err() };
}
