import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import { failure } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import { directoryStore } from '../format/directory-store.ts';
import { recoverExtract } from '../format/lock-extract.ts';
import type { Manifest } from '../format/manifest.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import { Threads, type ThreadPlan } from '../workers/threads.ts';
import { verifyAftermath, type Seen } from './load-aftermath.ts';
import { openExtract } from './open-extract.ts';
import { threadWorkers, type LoadMethods } from './load-methods.ts';
import { loadWorker } from './load-worker.ts';
import { differencesOf } from './prove.ts';
import { recordDifferences } from './record-differences.ts';
import { unlessReplaced } from './replaced-extract.ts';

export interface VerifyOptions {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  readonly target: DatabaseLocation;
  /** Absolute path of the extract's folder. */
  readonly directory: string;
  /** Which threads may help; without, there are none. They serve `loadMethods` of the same schema. */
  readonly threads?: ThreadPlan;
  readonly signal: AbortSignal;
  readonly onEvent: OnEvent;
}

/**
 * Compares a database with the extract that it was loaded from: every row, by its hash. Reads only.
 *
 * @throws {NtomError} `VERIFY_DIFFERS` with every difference.
 */
export async function runVerify(options: VerifyOptions): Promise<Manifest> {
  const seen: Seen = { manifest: null };
  try {
    return await verify(options, seen);
  } catch (error) {
    throw await verifyAftermath(options, seen, await unlessReplaced(options.directory, seen, error));
  }
}

async function verify(options: VerifyOptions, seen: Seen): Promise<Manifest> {
  await recoverExtract(options.directory, `verify ${options.schema.version}`);
  const manifest = await openExtract(directoryStore(options.directory), options.schema, seen);
  const { schema, target, directory, threads: plan, signal, onEvent } = options;
  const bytes = plan === undefined ? 0 : ((await target.sizeBytes()) ?? 0);
  await using threads = Threads.start<LoadMethods>({ plan, bytes, signal, onEvent });
  await using fellows = await threads.open(target);
  await using source = await options.dialect.openSource(target, fellows);
  const differences = recordDifferences(await source.schemaRecord(), manifest);
  if (differences.length === 0) {
    const settings = { directory, encoding: manifest.encoding, place: '' };
    const own = loadWorker({ ...options, ...settings }, () => source);
    const others = source.isShared ? threadWorkers(threads, settings) : [];
    const proof = { schema, manifest, level: 'full', references: null, onEvent } as const;
    differences.push(...(await differencesOf(source, proof, [own, ...others])));
  }
  if (differences.length > 0) throw failure('VERIFY_DIFFERS', { database: options.target.label, differences });
  return manifest;
}
