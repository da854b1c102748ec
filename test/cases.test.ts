import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../src/format/manifest.ts';
import { identityPipeline } from '../src/pipeline/identity-pipeline.ts';
import { isAtHand, readCases, type CaseFolder } from './support/cases/case-folder.ts';
import { expectExtract, summaryOf } from './support/cases/expected.ts';
import { databaseIn, extractTo, loadFrom, makeSource, partTexts, type TestDatabase } from './support/cases/phases.ts';
import { engines, type TestEngine } from './support/engines.ts';
import { needs } from './support/needs.ts';

const cases = await readCases();

for (const from of engines) {
  describe(`from ${from.name}`, from.needs, () => {
    for (const each of cases) {
      const atHand = needs(isAtHand(each, from.name), each.options.otherwise ?? '');
      describe(each.name, atHand, () => testCase(each, from));
    }
  });
}

function testCase(each: CaseFolder, from: TestEngine): void {
  const { pipeline } = each;
  const { chunkRows = 1_000_000 } = each.options;
  let folder: string;
  let extract: string;
  let source: TestDatabase;
  let sourceHash: string;
  let manifest: Manifest;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ntom-case-'));
    extract = join(folder, 'extract');
    source = await makeSource(each, from, join(folder, 'source'));
    sourceHash = await from.access.contentHash(source.location);
    manifest = await extractTo(extract, source, pipeline, { chunkRows });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('the extract is the expected one', async () => {
    await expectExtract(each, extract, manifest);
  });

  if (!each.isChange) {
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
  }

  for (const to of engines) {
    describe(`to ${to.name}`, to.needs, () => {
      let target: TestDatabase;

      beforeAll(async () => {
        target = await databaseIn(join(folder, to.name), to, pipeline.to.version);
        await loadFrom(extract, pipeline.to, target);
      });

      test('the engine finds no fault in the new database', async () => {
        expect(await to.access.faults(target.location)).toEqual([]);
      });

      test('the new database extracts to the same data', async () => {
        const back = await extractTo(join(folder, `back from ${to.name}`), target, identityPipeline(pipeline.to));
        expect({ ...summaryOf(back), accounting: [] }).toEqual({ ...summaryOf(manifest), accounting: [] });
      });
    });
  }

  test('the source is not written to, and the engine finds no fault in it', async () => {
    expect(await from.access.contentHash(source.location)).toBe(sourceHash);
    expect(await from.access.faults(source.location)).toEqual([]);
  });
}
