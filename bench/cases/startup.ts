import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seedDatabase } from '../../scripts/atlas/seed-database.ts';
import { runCommand } from '../run/command.ts';
import { atMost, work, type Bench, type Case, type Line } from '../work.ts';
import { sqliteCase } from './sqlite-case.ts';

const against = '`node -e 0`';
const shared = { against, peer: ['startup: node -e 0'], measure: 'seconds' } as const;

const lines: readonly Line[] = [
  { ...shared, name: 'help', work: '`ntom --help`', ours: ['startup: ntom --help'], target: atMost(3) },
  { ...shared, name: 'status', work: '`ntom status` in the demo', ours: ['startup: ntom status'], target: atMost(6) },
];

/** How long it takes until a command says something. */
export const startupCase: Case = sqliteCase(lines, async (bench) => {
  const demo = await openDemo(bench);
  const command = (name: string, ...argv: readonly string[]) =>
    work({ name: `startup: ${name}`, commands: [{ argv }], times: 10 });
  return [
    command('node -e 0', process.execPath, '-e', '0'),
    command('ntom --help', ...bench.ntom, '--help'),
    command('ntom status', ...bench.ntom, 'status', '--project', demo),
  ];
});

/** What `npm run demo` makes, in a folder of its own: three databases and two extracts. */
async function openDemo({ ntom, data }: Bench): Promise<string> {
  const folder = join(data, 'demo');
  if (existsSync(folder)) return folder;
  const partial = join(data, 'demo.partial');
  await rm(partial, { recursive: true, force: true });
  for (const name of ['schemas', 'pipelines', 'ntom.config.ts'])
    await cp(join(import.meta.dirname, '../..', name), join(partial, name), { recursive: true });
  await seedDatabase(`sqlite:${partial}`, null);
  await runCommand({ argv: [...ntom, 'migrate', '--to', '3', '--project', partial, '--quiet'] });
  await rename(partial, folder);
  return folder;
}
