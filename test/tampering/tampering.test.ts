import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NtomError } from '../../src/errors.ts';
import { runLoad } from '../../src/load/run-load.ts';
import { databaseIn, type TestDatabase } from '../support/cases/phases.ts';
import { engines, type TestEngine } from '../support/engines.ts';
import { contentOf, migration, type Migration } from '../support/migration.ts';
import { tamperingKinds, type Tampering } from './kinds.ts';
import { shopPipeline, shopSource } from './shop.ts';
import { writeTamperingReport, type TamperingResult } from './tampering-report.ts';

const thorough = process.env['NTOM_TEST_FULL'] === '1';
const variants = [
  { format: 'csv', compression: null },
  { format: 'jsonl', compression: null },
  { format: 'csv', compression: 'zstd' },
  { format: 'jsonl', compression: 'gzip' },
] as const;

/** Of each kind: all on an engine of files for the first variant, some for the others, few where a load takes long. */
const someOfKind = 8;
const fewOfKind = 3;
const results: TamperingResult[] = [];

afterAll(() => writeTamperingReport(results));

/** An extract in several parts. What is in `pristine` stays; `extracted` is where it is loaded from. */
async function shopExtract(variant: (typeof variants)[number]): Promise<Migration & { pristine: string }> {
  const made = migration({ pipeline: shopPipeline, source: shopSource });
  await made.extract({ ...variant, chunkRows: 3 });
  rmSync(made.source);
  const pristine = join(made.folder, 'pristine');
  renameSync(made.extracted, pristine);
  return { ...made, pristine };
}

function load(directory: string, { dialect, location }: TestDatabase) {
  const run = {
    schema: shopPipeline.to,
    dialect,
    target: location,
    directory,
    replace: false,
    verify: 'full',
  } as const;
  return runLoad({ ...run, signal: new AbortController().signal, onEvent: () => undefined });
}

async function refusalOf(work: Promise<unknown>, what: string): Promise<NtomError> {
  const error = await work.then(
    () => expect.fail(`${what}: loaded`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NtomError)) throw error;
  return error;
}

function chosen(all: readonly Tampering[], most: number): readonly Tampering[] {
  const stride = thorough ? 1 : Math.ceil(all.length / most);
  return all.filter((_, index) => index % stride === 0);
}

function mostOfKind(engine: TestEngine, variant: (typeof variants)[number]): number {
  if (engine.name !== 'sqlite') return fewOfKind;
  return variant === variants[0] ? Number.MAX_SAFE_INTEGER : someOfKind;
}

for (const engine of engines) {
  const loaded = engine.name === 'sqlite' || thorough ? variants : variants.slice(0, 1);
  describe(`into ${engine.name}`, { timeout: 120_000, ...engine.needs }, () => {
    test.each(loaded)('$format $compression: whatever is done to an extract, nothing appears', async (variant) => {
      const { folder, pristine, extracted } = await shopExtract(variant);
      const database = await databaseIn(folder, engine, 2);
      const most = mostOfKind(engine, variant);
      for (const kind of tamperingKinds) {
        const result = { codes: new Map<string, number>(), states: new Set<string>() };
        for (const { what, apply } of chosen([...kind.of(pristine, thorough)], most)) {
          cpSync(pristine, extracted, { recursive: true });
          apply(extracted);
          const before = [contentOf(extracted), readdirSync(folder)];
          const { code, aftermath } = await refusalOf(load(extracted, database), `${kind.name}: ${what}`);
          expect(kind.codes, `${kind.name}: ${what}`).toContain(code);
          expect(await database.location.sizeBytes(), `${kind.name}: ${what}`).toBeNull();
          expect([contentOf(extracted), readdirSync(folder)], `${kind.name}: ${what}`).toEqual(before);
          result.codes.set(code, (result.codes.get(code) ?? 0) + 1);
          const [, target] = aftermath?.state ?? [];
          if (target !== undefined) result.states.add(target.is);
          rmSync(extracted, { recursive: true });
        }
        expect([...result.states], kind.name).toEqual(['not created']);
        const extract = [variant.format, variant.compression].filter((each) => each !== null).join(', ');
        results.push({ kind: kind.name, extract, target: engine.name, ...result });
      }
      cpSync(pristine, extracted, { recursive: true });
      await load(extracted, database);
    });
  });
}

describe.each(engines.filter(({ name }) => name !== 'sqlite'))('a broken load into $name', (engine) => {
  test(
    'does not go on with an extract that was altered since, not even in parts that are in',
    engine.needs,
    async () => {
      const { folder, pristine } = await shopExtract(variants[0]);
      const database = await databaseIn(folder, engine, 2);
      const [one, two, three] = [1, 2, 3].map((number) => join(pristine, `city.0000${number}.csv`)) as [
        string,
        string,
        string,
      ];
      const third = readFileSync(three);
      writeFileSync(three, third.toString().replace('7.50', '9.50'));
      const broken = await refusalOf(load(pristine, database), 'the third part');
      writeFileSync(three, third);
      const [first, second] = [readFileSync(one), readFileSync(two)];
      writeFileSync(one, second);
      writeFileSync(two, first);
      const altered = await refusalOf(load(pristine, database), 'two parts swapped');
      expect([broken, altered].map(({ message }) => message.slice(0, 30))).toEqual([
        'part city.00003.csv was altere',
        'part city.00001.csv was altere',
      ]);
      writeFileSync(one, first);
      writeFileSync(two, second);
      await load(pristine, database);
    },
  );
});

describe('not refused, since every row is what it was', () => {
  test.each<[name: string, tamper: (folder: string, part: string) => void]>([
    ['a hard link to the same file', (folder, part) => linkSync(part, join(folder, '..', 'linked.csv'))],
    ['a README', (folder) => writeFileSync(join(folder, 'README.md'), 'where this came from')],
    ['a README that is a link', (folder) => symlinkSync('nowhere', join(folder, 'README.md'))],
    ['a README that is a folder', (folder) => mkdirSync(join(folder, 'README.md'))],
  ])('%s', async (_, tamper) => {
    const { folder, pristine } = await shopExtract({ format: 'csv', compression: null });
    tamper(pristine, join(pristine, 'country.csv'));
    const [sqlite] = engines;
    await load(pristine, await databaseIn(folder, sqlite as TestEngine, 2));
  });

  test('but not when it was changed by its other name', async () => {
    const { folder, pristine } = await shopExtract({ format: 'csv', compression: null });
    linkSync(join(pristine, 'country.csv'), join(folder, 'linked.csv'));
    writeFileSync(join(folder, 'linked.csv'), 'another');
    const [sqlite] = engines;
    const error = await refusalOf(load(pristine, await databaseIn(folder, sqlite as TestEngine, 2)), 'a hard link');
    expect(error.code).toBe('PART_ALTERED');
  });
});

test('edits of a manifest that keep it consistent are refused too', async () => {
  const { pristine } = await shopExtract({ format: 'csv', compression: null });
  const edits = tamperingKinds.find(({ name }) => name === 'a value of manifest.json edited')?.of(pristine, true) ?? [];
  const places = new Set([...edits].map(({ what }) => what.split(' ')[0]));
  for (const place of [
    'run.startedAt',
    'source.engine',
    'source.changeToken',
    'tables.1.nextId',
    'accounting.0.dropped.0.reason',
  ])
    expect(places).toContain(place);
  expect(readdirSync(pristine)).toContain('city.00003.csv');
});
