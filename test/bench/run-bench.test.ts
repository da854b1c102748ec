import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isThere } from '../support/mariadb/binaries.ts';
import { runBench } from '../../bench/run/run-bench.ts';
import type { Results } from '../../bench/run/results.ts';
import { table } from '../../bench/table.ts';
import { execFileSync } from 'node:child_process';

const root = join(import.meta.dirname, '../..');
const fromSource = ['--conditions=ntom-source', '--import', import.meta.resolve('tsx'), join(root, 'src/cli/bin.ts')];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ntom-bench-'));
  // Nothing else is installed here.
  for (const program of ['sh', 'sync'])
    symlinkSync(
      execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim(),
      join(folder, program),
    );
  vi.stubEnv('PATH', folder);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function bench(...lines: string[]): Promise<Results> {
  const saved: Results[] = [];
  await runBench({
    ntom: [process.execPath, ...fromSource],
    data: join(folder, 'data'),
    rows: 2000,
    rounds: 1,
    lines: new Set(lines),
    report: () => undefined,
    save: (results) => saved.push(results),
  });
  const [results] = saved;
  if (results === undefined) throw new TypeError('nothing was measured');
  return results;
}

test('measures ntom and the script, and names the peer that is not installed', { timeout: 120_000 }, async () => {
  expect(isThere('sqlite3')).toBe(false);
  const { lines, measurements } = await bench('extract', 'load', 'both-script');
  expect(lines).toMatchObject([
    { name: 'extract', ours: expect.any(Number), peer: null, ratio: null, isMet: null, missing: ['sqlite3'] },
    { name: 'load', ours: expect.any(Number), peer: null, ratio: null, isMet: null, missing: ['sqlite3'] },
    {
      name: 'both-script',
      ours: expect.any(Number),
      peer: expect.any(Number),
      isMet: expect.any(Boolean),
      missing: [],
    },
  ]);
  expect(measurements.map(({ work, rows }) => [work, rows])).toEqual(
    ['ntom extract', 'ntom load', 'script extract', 'script load'].map((work) => [`orders: ${work}`, 2200]),
  );
  expect(table(lines)).toContain('`sqlite3 .mode csv`, missing: sqlite3');
});
