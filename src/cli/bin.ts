#!/usr/bin/env node
import { nodeProblem } from '../node-version.ts';

const problem = nodeProblem(process.versions);
if (problem === null) {
  // Only now: what these import needs a newer Node.js even to be parsed.
  const { keepCompiled } = await import('../keep-compiled.ts');
  keepCompiled();
  const { boundYoungGeneration } = await import('../young-generation.ts');
  boundYoungGeneration();
  const { processContext } = await import('./context.ts');
  const { run } = await import('./run.ts');
  process.exitCode = await run(process.argv.slice(2), processContext());
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
