import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFile } from '../../format/file-name.ts';
import { parseStep } from '../../project/migration-path.ts';
import { namesIn } from '../../project/names-in.ts';
import type { Project } from '../../project/project.ts';

/** A fixture that is being made, or was not completed, by what is beside its name. */
export interface DisturbedFixture {
  /** Absolute path of the folder that it is to have. */
  readonly directory: string;
  /** The command that makes it. */
  readonly next: string;
}

/** Of all schemas of a project, by what names say: what is there may be a stranger's. */
export function disturbedFixtures(project: Project): readonly DisturbedFixture[] {
  return project.schemaVersions().flatMap((version) => {
    const folder = project.fixturesDirectory(version);
    return namesBeside(folder).map((name) => ({
      directory: join(folder, name),
      next: commandFor(project, version, name),
    }));
  });
}

function namesBeside(folder: string): readonly string[] {
  const names = namesIn(folder)
    .map((each) => /^\.?([a-z0-9][a-z0-9_-]{0,63})\.(?:rejects|partial|replaced|lock)/i.exec(each)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

/** One of an earlier schema with that name is what it is made of, if a pipeline leads there. */
function commandFor(project: Project, version: number, name: string): string {
  const isThere = (from: number): boolean => existsSync(join(project.fixturesDirectory(from), name, manifestFile));
  const pipeline = project.pipelineNames().find((each) => {
    const step = parseStep(each);
    return step?.to === version && isThere(step.from);
  });
  return pipeline === undefined
    ? `ntom fixture ${version} --name ${name}`
    : `ntom fixture migrate ${pipeline} --name ${name}`;
}
