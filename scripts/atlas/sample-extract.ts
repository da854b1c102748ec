import { join } from 'node:path';
import oneToTwo from '../../pipelines/1to2.ts';
import twoToThree from '../../pipelines/2to3.ts';
import type { Manifest } from '../../src/format/manifest.ts';
import type { Sample } from './sample.ts';
import { seedDatabase } from './seed-database.ts';
import { extractStep, loadStep } from './step.ts';

/**
 * Takes a part of the world from schema 1 to an extract of schema 3. `folder` (absolute) ends up with `app_v1.db`, `app_v2.db`
 * and the extracts `v2` and `v3`. Returns the manifest of the last.
 */
export async function sampleExtract(sample: Sample, folder: string): Promise<Manifest> {
  const place = `sqlite:${folder}`;
  await seedDatabase(place, sample);
  await extractStep(place, oneToTwo, join(folder, 'v2'));
  await loadStep(place, oneToTwo.to, join(folder, 'v2'));
  return extractStep(place, twoToThree, join(folder, 'v3'));
}
