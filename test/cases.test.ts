import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../src/format/manifest.ts';
import { identityPipeline } from '../src/pipeline/identity-pipeline.ts';
import { isAtHand, readCases, type CaseFolder } from './support/cases/case-folder.ts';
import { expectExtract, summaryOf } from './support/cases/expected.ts';
import { databaseIn, extractTo, loadFrom, makeSource, partTexts, type TestDatabase } from './support/cases/phases.ts';
import { bothNeeded, engines, type TestEngine } from './support/engines.ts';
import { needs } from './support/needs.ts';

const cases = await readCases();
const pairs = engines.flatMap((from) => engines.map((to) => ({ from, to })));

for (const { from, to } of pairs) {
  describe(`${from.name} to ${to.name}`, bothNeeded(from, to), () => {
    for (const each of cases) {
      const atHand = needs(isAtHand(each, from.name), each.options.otherwise ?? '');
      describe(each.name, atHand, () => testCase(each, from, to));
    }
  });
}

function testCase(each: CaseFolder, from: TestEngine, to: TestEngine): void {
  const { pipeline } = each;
  const { chunkRows = 1_000_000 } = each.options;
  let folder: string;
  let extract: string;
  let source: TestDatabase;
  let sourceHash: string;
  let manifest: Manifest;
  let target: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `ntom-${each.name}-`));
    extract = join(folder, 'extract');
    source = await makeSource(each, from, join(folder, 'source'));
    sourceHash = await from.access.contentHash(source.location);
    manifest = await extractTo(extract, source, pipeline, { chunkRows });
    target = await databaseIn(join(folder, 'target'), to, pipeline.to.version);
    await loadFrom(extract, pipeline.to, target);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('the extract is the expected one', async () => {
    await expectExtract(each, extract, manifest);
  });

  test('the engine finds no fault in either database', async () => {
    expect(await from.access.faults(source.location)).toEqual([]);
    expect(await to.access.faults(target.location)).toEqual([]);
  });

  test('extracted again, every part has the same bytes', async () => {
    const again = join(folder, 'again');
    const second = await extractTo(again, source, pipeline, { chunkRows });
    expect(summaryOf(second)).toEqual(summaryOf(manifest));
    expect(partTexts(again, second)).toEqual(partTexts(extract, manifest));
  });

  test.each([
    { what: 'as JSON Lines', changes: { format: 'jsonl' } as const },
    { what: 'in parts of two rows', changes: { chunkRows: 2 } },
    { what: 'compressed', changes: { compression: 'gzip', chunkRows: 2 } as const },
    { what: 'in one part', changes: {} },
  ])('extracted $what, it is the same data', async ({ what, changes }) => {
    expect(summaryOf(await extractTo(join(folder, what), source, pipeline, changes))).toEqual(summaryOf(manifest));
  });

  test('the new database extracts to the same data', async () => {
    const back = await extractTo(join(folder, 'back'), target, identityPipeline(pipeline.to));
    expect({ ...summaryOf(back), accounting: [] }).toEqual({ ...summaryOf(manifest), accounting: [] });
  });

  test('the source is not written to', async () => {
    expect(await from.access.contentHash(source.location)).toBe(sourceHash);
  });
}
