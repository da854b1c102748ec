import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processContext } from '../src/cli/context.ts';
import { run } from '../src/cli/run.ts';
import { fixtureCommands } from './atlas/fixture-commands.ts';
import { exampleSample } from './atlas/sample.ts';
import { seedDatabase } from './atlas/seed-database.ts';

// Makes test/fixtures anew: some rows of a part of the world, and what both pipelines make of them.
const temporary = await mkdtemp(join(tmpdir(), 'ntom-fixtures-'));
try {
  const place = `sqlite:${temporary}`;
  await seedDatabase(place, exampleSample);
  const context = { ...processContext(), cwd: join(import.meta.dirname, '..') };
  for (const command of fixtureCommands(place)) process.exitCode ||= await run(command, context);
} finally {
  await rm(temporary, { recursive: true });
}
