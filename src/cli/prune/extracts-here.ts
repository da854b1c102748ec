import { lockHolder } from '../../dialects/path-lock.ts';
import { reasonOf } from '../../errors.ts';
import { removeExtract } from '../../format/atomic-folder.ts';
import { directoryStore } from '../../format/directory-store.ts';
import { extractLeftovers, isOnlyExtract } from '../../format/extract-leftovers.ts';
import { lockExtract } from '../../format/lock-extract.ts';
import { readManifest } from '../../format/manifest-file.ts';
import { bytesOf, type Manifest } from '../../format/manifest.ts';
import { namesIn } from '../../project/names-in.ts';
import { shownFolder } from '../extract-folder.ts';
import { keptText, type Here, type Kept, type Prunable } from './prunable.ts';

/** What the rule says of the extracts of a project, by their folders. */
export async function extractsHere(here: Here): Promise<readonly (Prunable | Kept)[]> {
  const found: (Prunable | Kept)[] = [];
  for (const version of versionsIn(here.place.project.extractsDirectory)) {
    found.push(...(await extractDecision(here, version)));
  }
  return found;
}

/** Also those of which a removal, or a run that made one, has left no more than a folder without its name. */
function versionsIn(folder: string): readonly number[] {
  const versions = namesIn(folder)
    .map((name) => /^v([1-9]\d{0,8})(?:\.(?:partial-[0-9a-f]{8}|replaced))?$/.exec(name)?.[1])
    .filter((version) => version !== undefined);
  return [...new Set(versions.map(Number))].toSorted((a, b) => a - b);
}

async function extractDecision(here: Here, version: number): Promise<readonly (Prunable | Kept)[]> {
  const { project } = here.place;
  const directory = project.extractDirectory(version);
  const what = shownFolder(project, directory);
  const holder = await lockHolder(directory);
  if (holder !== null) return [{ what, why: `in the hands of ${holder}` }];
  const prunable = { kind: 'extract', version, what, remove: removing(directory) } as const;
  try {
    const manifest = await readManifest(directoryStore(directory));
    const { tables, run } = manifest;
    const why = isOnlyExtract(directory) ? whyKept(here, version, manifest) : 'it has files that are not of it';
    if (why !== null) return [{ what, why }];
    const bytes = tables.reduce((sum, { parts }) => sum + bytesOf(parts), 0);
    return [{ ...prunable, bytes, is: run === null ? 'a fixture' : `made at ${run.finishedAt}` }];
  } catch (thrown) {
    const isOld = here.oldest !== undefined && version < here.oldest;
    if (isOld && extractLeftovers(directory).length > 0)
      return [{ ...prunable, bytes: null, is: 'its removal, or a run that made it, was ended' }];
    return isOld ? [{ what, why: reasonOf(thrown) }] : [];
  }
}

/** null: it may go. */
function whyKept({ rule, oldest, databases }: Here, version: number, { contentId, target }: Manifest): string | null {
  const isNew = oldest === undefined || version >= oldest;
  const user = databases.find(
    ({ record, version: each }) =>
      record?.contentId === contentId &&
      record.fingerprint === target.fingerprint &&
      (oldest === undefined || each >= oldest),
  );
  if (user !== undefined) return rule.loaded ? null : `${user.location.label} was loaded from it (--loaded lets it go)`;
  return isNew ? keptText(rule, oldest) : null;
}

function removing(directory: string): Prunable['remove'] {
  return async (command) => {
    await using _lock = await lockExtract(directory, command);
    await removeExtract(directory);
  };
}
