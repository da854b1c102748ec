import type { Place } from '../place.ts';
import { databasesHere, type DatabaseHere } from './databases-here.ts';
import { extractsHere } from './extracts-here.ts';
import { keptText, type Here, type Kept, type Prunable, type PrunePlan, type PruneRule } from './prunable.ts';

/**
 * What a rule lets go of a project's databases and extracts, the oldest first. The newest versions are counted by complete databases: one
 * that is only extracted is none to go back to. Opens databases one after the other. Changes nothing.
 */
export async function planPrune(place: Place, rule: PruneRule): Promise<PrunePlan> {
  const databases = await databasesHere(place);
  const complete = databases.filter(({ isComplete }) => isComplete).map(({ version }) => version);
  const here = { place, rule, databases, oldest: complete.at(-rule.keep) };
  const decided = [...databases.map((database) => databaseDecision(here, database)), ...(await extractsHere(here))];
  return {
    remove: decided.filter((each) => 'remove' in each).toSorted((a, b) => a.version - b.version),
    keep: decided.filter((each) => 'why' in each),
  };
}

function databaseDecision(here: Here, database: DatabaseHere): Prunable | Kept {
  const { place, oldest, rule } = here;
  const { version, location, bytes } = database;
  const what = location.label;
  const prunable = { kind: 'database', version, what, bytes } as const;
  if (database.isHalfRemoved)
    return {
      ...prunable,
      is: 'its removal was begun',
      remove: (command) => place.dialect.removal.finish(location, command),
    };
  if (database.whyNot !== null) return { what, why: database.whyNot };
  if (oldest === undefined || version >= oldest) return { what, why: keptText(rule, oldest) };
  return { ...prunable, is: database.is, remove: (command) => place.dialect.removal.remove(location, command) };
}
