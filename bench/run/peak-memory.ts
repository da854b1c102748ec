import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded into ntom's process by `node --import`: writes the most memory that it ever had, with all its threads, when it ends.
const path = process.env['NTOM_BENCH_PEAK_FILE'];
if (isMainThread && path !== undefined) {
  process.on('exit', () => writeFileSync(path, String(process.resourceUsage().maxRSS * 1024)));
}
