import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { templateName } from '../dialects/copies.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { DatabaseLocation } from '../dialects/location.ts';
import { NtomError } from '../errors.ts';
import { directoryStore } from '../format/directory-store.ts';
import { checkParts } from '../format/verify-parts.ts';
import { runLoad } from '../load/run-load.ts';
import { packageVersion } from '../package-version.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import type { FoundFixture } from './find-fixture.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Of which fixture a template is to be, and where. */
export interface TemplateRequest extends FoundFixture {
  readonly schema: SchemaDefinition;
  readonly dialect: Dialect;
  /** The URL of a place. */
  readonly place: string;
}

const known = new Map<string, Promise<DatabaseLocation>>();

/**
 * A database of a fixture that is to be copied and never written to. Made by the load phase, with proof, if it is not there: once
 * for all processes, however many begin at the same time.
 *
 * @throws {NtomError} what proving the parts, loading them and reaching the place throw.
 */
export function templateOf(request: TemplateRequest): Promise<DatabaseLocation> {
  const id = `${request.place} ${request.directory} ${keyOf(request)}`;
  const found = known.get(id) ?? oneAtATime(() => findOrMake(request));
  known.set(id, found);
  // Who asks next may have mended it.
  found.catch(() => known.delete(id));
  return found;
}

/** Equal for equal content, which other versions of ntom may load in another way. */
function keyOf({ schema, manifest }: TemplateRequest): string {
  const counters = manifest.tables.map(({ nextId }) => nextId);
  const made = [manifest.contentId, counters, schema.fingerprint, packageVersion()];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 32);
}

const betweenLooksMs = 20;

async function findOrMake(request: TemplateRequest): Promise<DatabaseLocation> {
  const { dialect, place, directory, manifest } = request;
  await checkParts(directoryStore(directory), manifest);
  const template = dialect.locateNamed(place, templateName(keyOf(request)));
  for (;;) {
    if (await isComplete(request, template)) {
      await dialect.copies.touch(template);
      return template;
    }
    if (await isMade(request, template)) {
      await dialect.copies.prune(place);
      return template;
    }
    await pause(betweenLooksMs);
  }
}

/** The record is written last. */
async function isComplete({ dialect, manifest }: TemplateRequest, template: DatabaseLocation): Promise<boolean> {
  if ((await template.sizeBytes()) === null) return false;
  await using source = await dialect.openSource(template);
  return (await source.schemaRecord())?.contentId === manifest.contentId;
}

/** false: another process makes it, or has just made it. Its lock ends with it at the latest. */
async function isMade(request: TemplateRequest, template: DatabaseLocation): Promise<boolean> {
  try {
    await load(request, template);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof NtomError)) throw thrown;
    if (thrown.code === 'TARGET_LOCKED') return false;
    if (thrown.code === 'TARGET_EXISTS' && (await isComplete(request, template))) return false;
    throw thrown;
  }
}

async function load({ schema, dialect, directory }: TemplateRequest, target: DatabaseLocation): Promise<void> {
  await runLoad({
    schema,
    dialect,
    target,
    directory,
    replace: false,
    verify: 'full',
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
}
