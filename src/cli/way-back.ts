import { shownFolder } from './extract-folder.ts';
import type { Place } from './place.ts';
import { nextCommand, shellWord } from './report/next-command.ts';
import type { Session } from './session.ts';

/** How an application goes back from schema M to the schema N whose database it came from. */
export interface WayBack {
  /** N. */
  readonly schema: number;
  /** The database of schema N that the place has still; null: it has none. */
  readonly database: string | null;
  /** Whether that database is the application's own: ntom does not write to it. */
  readonly isAdopted: boolean;
  /** The pipeline that carries rows of schema M back: `3to2`. */
  readonly pipeline: string;
  readonly hasPipeline: boolean;
  /** The commands that carry them; the one that drafts the pipeline, if there is none. */
  readonly commands: readonly string[];
}

export interface WayBackRequest {
  readonly from: number;
  readonly version: number;
  /** The place that the command line named. */
  readonly to?: string | undefined;
}

/** Opens no database. null: the database was copied from one of the same version. */
export async function wayBack(session: Session, place: Place, request: WayBackRequest): Promise<WayBack | null> {
  const { from, version } = request;
  if (from === version) return null;
  const exists = (await place.versions()).includes(from);
  const pipeline = `${version}to${from}`;
  const hasPipeline = place.project.pipelineNames().includes(pipeline);
  const isAdopted = place.adopted.has(from);
  const commands = hasPipeline ? carrying(place, request, { exists, isAdopted }) : [`ntom new ${pipeline}`];
  return {
    schema: from,
    database: exists ? place.locate(from).label : null,
    isAdopted,
    pipeline,
    hasPipeline,
    commands: commands.map((command) => nextCommand(command, session.report.given) ?? command),
  };
}

/** Into a folder of their own: the extract that schema N's database was loaded from stays what it is. */
function carrying(
  { project }: Place,
  { from, version, to }: WayBackRequest,
  { exists, isAdopted }: { readonly exists: boolean; readonly isAdopted: boolean },
): readonly string[] {
  const folder = shellWord(`${shownFolder(project, project.extractDirectory(from))}-back`);
  const [source, target] = to === undefined ? ['', ''] : [` --from ${shellWord(to)}`, ` --to ${shellWord(to)}`];
  const load = `ntom load ${from} --in ${folder}`;
  return [
    `ntom extract ${version}to${from} --out ${folder}${source}`,
    isAdopted ? `${load} --to URL` : `${load}${exists ? ' --replace' : ''}${target}`,
  ];
}
