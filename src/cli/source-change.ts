import type { Change } from '../dialects/change.ts';
import { reasonOf } from '../errors.ts';
import type { Manifest } from '../format/manifest.ts';
import type { SourceChange } from '../load/stale-extract.ts';
import { placeOf, type Place } from './place.ts';
import type { Session } from './session.ts';

/** The same at the project's own place, wherever the command loads into: a place that cannot be found knows nothing. */
export async function changeAtHome(session: Session, source: Manifest['source']): Promise<SourceChange> {
  try {
    return await changeOfSource(await placeOf(session, undefined), source);
  } catch (thrown) {
    return { database: `the database of schema ${source.schema}`, change: unknownBy(thrown) };
  }
}

/** What the place of the project tells of the database that an extract was read from. Opens no database, and never fails. */
export async function changeOfSource(place: Place, source: Manifest['source']): Promise<SourceChange> {
  const { label } = place.locate(source.schema);
  return { database: label, change: await changeAt(place, source).catch(unknownBy) };
}

async function changeAt(
  { dialect, locate }: Place,
  { schema, engine, changeToken: then }: Manifest['source'],
): Promise<Change> {
  if (engine !== dialect.engine) return { is: 'unknown', why: 'the project has its databases on another engine' };
  const now = await dialect.changeToken(locate(schema));
  if (now === null) return { is: 'unknown', why: 'it is not where the project has its databases, or cannot tell' };
  if (then === null) return { is: 'unknown', why: 'it could not tell what state it was in' };
  return dialect.changeBetween(then, now);
}

function unknownBy(thrown: unknown): Change {
  return { is: 'unknown', why: reasonOf(thrown) };
}
