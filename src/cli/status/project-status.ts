import { placeOf } from '../place.ts';
import type { Session } from '../session.ts';
import { applicationIn, type ApplicationStatus } from './application.ts';
import { databasesAt, type DatabaseStatus } from './databases.ts';
import { extractsOf, type ExtractStatus } from './extracts.ts';
import { leftoversOf, type LeftoverStatus } from './leftovers.ts';
import { nextStep, type NextStep, type Situation } from './next-step.ts';
import { schemasOf, type SchemaStatus } from './schemas.ts';

/** What there is of a project, and what to run next. */
export interface ProjectStatus {
  readonly app: string;
  readonly directory: string;
  readonly place: string;
  /** null: `package.json` names no release. */
  readonly application: ApplicationStatus | null;
  readonly databases: readonly DatabaseStatus[];
  readonly extracts: readonly ExtractStatus[];
  readonly schemas: readonly SchemaStatus[];
  readonly pipelines: readonly string[];
  readonly leftovers: readonly LeftoverStatus[];
  readonly next: NextStep;
}

export async function projectStatus(session: Session): Promise<ProjectStatus> {
  const place = await placeOf(session, undefined);
  const { project } = place;
  const schemas = await schemasOf(project);
  const extracts = await extractsOf(place, schemas);
  const databases = await databasesAt(place, schemas, extracts);
  const pipelines = project.pipelineNames();
  const next = nextStep({
    schemas: schemas.map((schema) => schema.version),
    broken: schemas.filter((schema) => schema.problem !== null).map((schema) => schema.version),
    databases: databases.map((database) => database.version),
    missing: [...place.adopted.keys()].filter((version) => databases.every((each) => each.version !== version)),
    pipelines,
    stale: staleDatabase(databases.at(-1)),
    extracts: extracts
      .filter((extract) => extract.isReady)
      .map(({ from, version }) => ({ from: from ?? 0, to: version })),
  });
  const leftovers = await leftoversOf(place);
  const { app, directory } = project;
  const versions = databases.map(({ version }) => version);
  const application = applicationIn(directory, versions);
  return { app, directory, place: place.url, application, databases, extracts, schemas, pipelines, leftovers, next };
}

function staleDatabase(newest: DatabaseStatus | undefined): Situation['stale'] {
  if (newest === undefined || newest.stale === null || newest.from === null) return null;
  return { from: newest.from, why: `${newest.label} may lack rows: ${newest.stale}` };
}
