import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractThreads, loadThreads } from '../../src/cli/threads/thread-plan.ts';
import { NtomError } from '../../src/errors.ts';
import type { NtomEvent } from '../../src/events.ts';
import { runExtract, type ExtractOptions } from '../../src/extract/run-extract.ts';
import { runLoad } from '../../src/load/run-load.ts';
import { runVerify } from '../../src/load/run-verify.ts';
import { engines } from '../support/engines.ts';
import { entryCount, ledgerProject, type LedgerProject } from './ledger-project.ts';

const shared = { format: 'csv', compression: null, tables: null, maxRejects: 20, chunkRows: 300 } as const;
const counts = [1, 2, 3];

/** Worth a thread however little there is. */
const always = { bytesEach: 1 };

async function extractBy(project: LedgerProject, workers: number, changes: Partial<ExtractOptions> = {}) {
  const { folder, dialect, place, pipeline, source, files } = project;
  const events: NtomEvent[] = [];
  const directory = join(folder, `extracts/by-${workers}`);
  const threads = extractThreads(workers, { directory: folder, pipeline: '1to2', place, files });
  const { manifest } = await runExtract({
    ...shared,
    pipeline,
    dialect,
    source,
    directory,
    threads: { ...threads, ...always },
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    ...changes,
  });
  return { directory, manifest, events };
}

function loadOptions(
  { folder, dialect, place, pipeline, target, schemaFiles }: LedgerProject,
  directory: string,
  workers: number,
) {
  const data = { directory: folder, schema: 2, place, files: schemaFiles };
  const threads = { ...loadThreads(workers, data), ...always };
  const signal = new AbortController().signal;
  return { schema: pipeline.to, dialect, target, directory, threads, signal, onEvent: () => undefined };
}

function filesOf(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory).filter((name) => name !== 'manifest.json');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

const rowsIn = (events: readonly NtomEvent[]): number =>
  events.reduce((sum, event) => sum + (event.type === 'rows' ? event.rows : 0), 0);

for (const engine of engines) {
  describe(`workers on ${engine.name}`, engine.needs, () => {
    test('the extract has the same bytes, whoever wrote them', async () => {
      const project = await ledgerProject(engine);
      const made = [];
      for (const workers of counts) made.push(await extractBy(project, workers));
      const [alone] = made;
      expect(alone?.manifest.tables.find(({ name }) => name === 'entry')?.parts.length).toBeGreaterThan(3);
      for (const [index, { directory, manifest, events }] of made.entries()) {
        expect(filesOf(directory)).toEqual(filesOf(alone?.directory ?? ''));
        expect(manifest.tables).toEqual(alone?.manifest.tables);
        expect(manifest.contentId).toBe(alone?.manifest.contentId);
        expect(rowsIn(events)).toBe(entryCount + 350);
        expect(manifest.source.snapshot).toMatch(index === 0 ? /^one / : new RegExp(`^${index + 1} read`));
      }
    });

    test('rejected rows are the same ones, with the same numbers, whoever found them', async () => {
      const project = await ledgerProject(
        engine,
        `UPDATE entry SET note = 'no!' WHERE id % 200 = 1; INSERT INTO entry VALUES (9000000, 999, NULL, 1, '1.00', 1)`,
      );
      const rejects = [];
      for (const workers of counts) {
        const error: unknown = await extractBy(project, workers).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(NtomError);
        expect(error).toMatchObject({ code: 'ROWS_REJECTED', aftermath: { next: 'ntom extract 1to2' } });
        const folder = join(project.folder, `extracts/by-${workers}.rejects`);
        rejects.push({ rows: (error as NtomError).details['rows'], files: filesOf(folder) });
      }
      const [alone] = rejects;
      const lines = alone?.files['entry.jsonl']?.trimEnd().split('\n') ?? [];
      expect(lines).toHaveLength(20);
      // The third one is in the second chunk.
      expect(lines.slice(0, 3).map((line) => (JSON.parse(line) as { row: number }).row)).toEqual([1, 201, 401]);
      expect(rejects).toEqual(counts.map(() => alone));
    });

    test('keys that are twice or have no parent are found across the chunks of different workers', async () => {
      const project = await ledgerProject(engine, `INSERT INTO entry VALUES (9000000, 999, NULL, 1, '1.00', 1)`);
      for (const workers of counts) {
        await expect(extractBy(project, workers)).rejects.toMatchObject({
          code: 'ROWS_REJECTED',
          details: { rows: 1 },
        });
        const written = filesOf(join(project.folder, `extracts/by-${workers}.rejects`))['entry.jsonl'] ?? '';
        expect(JSON.parse(written)).toMatchObject({ row: entryCount + 1, key: { id: 9000000 } });
      }
    });

    test('a load by several workers is the load by one, proved by several', async () => {
      const project = await ledgerProject(engine);
      const extracts = [
        { format: 'csv', workers: 1 },
        { format: 'csv', workers: 3 },
        { format: 'jsonl', workers: 2 },
      ] as const;
      for (const { format, workers } of extracts) {
        const { directory, manifest } = await extractBy(project, 1, { format });
        const options = loadOptions(project, directory, workers);
        await runLoad({ ...options, replace: true, verify: 'full' });
        expect(await runVerify(options)).toMatchObject({ contentId: manifest.contentId });
        expect(await engine.access.faults(project.target)).toEqual([]);
      }
    }, 120_000);

    test('what one worker finds changed, the proof says', async () => {
      const project = await ledgerProject(engine);
      const { directory } = await extractBy(project, 2);
      const options = loadOptions(project, directory, 2);
      await runLoad({ ...options, replace: true, verify: 'none' });
      await engine.access.execute(project.target, `UPDATE entry SET note = 'other' WHERE id = 5011`);
      await expect(runVerify(options)).rejects.toMatchObject({
        code: 'VERIFY_DIFFERS',
        details: { differences: [`entry has ${entryCount} rows as it should, but not the same ones`] },
      });
      await engine.access.execute(project.target, `DELETE FROM entry WHERE id = 1`);
      await expect(runVerify(options)).rejects.toMatchObject({
        details: { differences: [`entry has ${entryCount - 1} rows, not ${entryCount}`] },
      });
    });

    test('a thread that finds other files than the main one ends the run', async () => {
      const project = await ledgerProject(engine);
      const { directory } = await extractBy(project, 1);
      const schema = join(project.folder, 'schemas/v2.ts');
      writeFileSync(schema, readFileSync(schema, 'utf8').replace('[^!]*', '[^?]*'));
      const changed = (file: string) => `${file}, or a file that it imports, changed while the run began`;
      await expect(extractBy(project, 2)).rejects.toMatchObject({
        code: 'FILES_CHANGED',
        message: changed('pipelines/1to2.ts'),
        aftermath: { next: 'ntom extract 1to2' },
      });
      const load = runLoad({ ...loadOptions(project, directory, 2), replace: false, verify: 'none' });
      await expect(load).rejects.toMatchObject({ code: 'FILES_CHANGED', message: changed('schemas/v2.ts') });
    });

    test('an interrupted extract leaves nothing, whoever was writing', async () => {
      const project = await ledgerProject(engine);
      for (const workers of counts) {
        const controller = new AbortController();
        const directory = join(project.folder, `extracts/interrupted-${workers}`);
        const onEvent = (event: NtomEvent): void => {
          if (event.type === 'rows') controller.abort(new NtomError('INTERRUPTED', 'interrupted', { details: {} }));
        };
        const changes = { directory, onEvent, signal: controller.signal };
        await expect(extractBy(project, workers, changes)).rejects.toMatchObject({ code: 'INTERRUPTED' });
        expect(existsSync(join(project.folder, 'extracts'))).toBe(false);
      }
    });
  });
}
