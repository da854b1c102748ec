import type { WayBack } from './way-back.ts';

/** How to go back, and what becomes of the rows that changed. `database`: the one of schema M. */
export function wayBackLines(back: WayBack, database: string, hasChanges: boolean): readonly string[] {
  return ['to go back', ...withoutRows(back, database, hasChanges), ...(hasChanges ? withRows(back, database) : [])];
}

function withoutRows({ schema, database }: WayBack, newer: string, hasChanges: boolean): readonly string[] {
  if (database === null) return [`  the database of schema ${schema} is not here: nothing to go back to as it was`];
  const lost = hasChanges ? `without these changes, which stay in ${newer}` : 'nothing is lost';
  return [`  stop the application, and start release ${schema}.x, which opens ${database}: ${lost}`];
}

function withRows(back: WayBack, newer: string): readonly string[] {
  const commands = back.commands.map((command) => `    ${command}`);
  if (!back.hasPipeline)
    return [`  with these changes: no pipeline ${back.pipeline} carries them yet; this drafts one`, ...commands];
  return [
    `  with these changes: stop the application, and carry the rows of ${newer} back`,
    ...commands,
    ...price(back),
  ];
}

/** What becomes of the database of schema N. */
function price({ database, isAdopted, pipeline }: WayBack): readonly string[] {
  if (isAdopted) return [`  ${database ?? 'the database'} is the application's own and stays: URL is another place`];
  if (database === null) return [];
  return [`  this replaces ${database}: what it has and ${pipeline} does not carry is lost. Keep a copy of it`];
}
