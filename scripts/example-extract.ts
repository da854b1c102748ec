import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleSample } from './atlas/sample.ts';
import { sampleExtract } from './atlas/sample-extract.ts';

// Makes extracts/example anew: a part of the world, through both pipelines. Its README stays.
const example = join(import.meta.dirname, '..', 'extracts', 'example');
const temporary = await mkdtemp(join(tmpdir(), 'ntom-example-'));
try {
  const { tables } = await sampleExtract(exampleSample, temporary);
  for (const name of await readdir(example)) if (name !== 'README.md') await rm(join(example, name));
  await cp(join(temporary, 'v3'), example, { recursive: true });
  for (const { name, rows } of tables) console.log(`${name}: ${rows} rows`);
} finally {
  await rm(temporary, { recursive: true });
}
