import { join } from 'node:path';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import { runLoad } from '../../src/load/run-load.ts';
import { identityPipeline } from '../../src/pipeline/identity-pipeline.ts';
import { buildOrders, orders, placeOf } from './orders.ts';

/** What one child process did: its last line, as JSON. */
export interface PhaseResult {
  readonly peakBytes: number;
  readonly seconds: number;
}

// One phase in a process of its own: `phase.ts build|extract|load FOLDER ROWS`.
const [, , phase, folder = '', rows = ''] = process.argv;
const directory = join(folder, 'extract');
const shared = { dialect: sqlite, directory, signal: new AbortController().signal, onEvent: () => undefined };
const startedAt = performance.now();

if (phase === 'build') await buildOrders(folder, Number(rows));
if (phase === 'extract') {
  await runExtract({
    ...shared,
    pipeline: identityPipeline(orders),
    source: sqlite.locate(placeOf(folder), 'orders', 1),
    format: 'csv',
    compression: null,
    tables: null,
    maxRejects: 1000,
    chunkRows: 100_000,
  });
}
if (phase === 'load') {
  const target = sqlite.locate(`sqlite:${join(folder, 'target')}`, 'orders', 1);
  await runLoad({ ...shared, schema: orders, target, replace: true, verify: 'full' });
}

const result: PhaseResult = {
  peakBytes: process.resourceUsage().maxRSS * 1024,
  seconds: (performance.now() - startedAt) / 1000,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
