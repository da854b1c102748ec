import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, usage, type Options } from './options.ts';
import { runBench } from './run/run-bench.ts';
import type { Results } from './run/results.ts';
import { table } from './table.ts';
import { writeDocs } from './write-docs.ts';

// `npm run bench`: the built ntom against what one would use instead. docs/performance.md explains it.
const resultsFile = join(import.meta.dirname, 'results.json');

try {
  await begin(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

async function begin(options: Options): Promise<void> {
  if (options.help) console.log(usage);
  else if (options.list) list(options);
  else if (options.writeDocs) await writeDocs(readResults());
  else await run(options);
}

function list({ lines }: Options): void {
  for (const { name, work, against } of lines)
    console.log([name, work, against].filter((text) => text !== '').join(' · '));
}

async function run({ rows, rounds, lines }: Options): Promise<void> {
  await runBench({
    ntom: [process.execPath, join(import.meta.dirname, '../dist/cli/bin.js')],
    data: join(import.meta.dirname, 'data'),
    rows,
    rounds,
    lines: new Set(lines.map(({ name }) => name)),
    report: (progress) => console.error(progress),
    save: (results) => writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`),
  });
  console.log(table(readResults().lines));
}

function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
}
