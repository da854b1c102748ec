import { findProject } from '../project/find-project.ts';
import { openProject, type Project } from '../project/project.ts';
import type { SchemaDefinition } from '../schema/definition.ts';

/** Where a helper looks. */
export interface ProjectOptions {
  /** The project's folder. Default: the nearest one upward from the working directory that holds `ntom.config.ts`. */
  readonly project?: string;
  /** The folder of all fixtures, from the project's. Default `test/fixtures`. */
  readonly fixtures?: string;
}

const projects = new Map<string, Promise<Project>>();
const schemas = new Map<string, Promise<SchemaDefinition>>();

/** The project of a test, loaded once in a process. */
export function testProject({ project }: ProjectOptions): Promise<Project> {
  const directory = findProject(project, process.cwd());
  return remembered(projects, directory, () => openProject(directory, directory));
}

/** A schema of a project, likewise. */
export function testSchema(project: Project, version: number): Promise<SchemaDefinition> {
  return remembered(schemas, `${project.directory} ${version}`, () => project.schema(version));
}

/** Where fixtures are. */
export function fixtureFolders({ project, fixtures = 'test/fixtures' }: ProjectOptions) {
  return { project: findProject(project, process.cwd()), fixtures };
}

/** What failed is tried again. */
function remembered<T>(all: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = all.get(key) ?? make();
  all.set(key, found);
  found.catch(() => all.delete(key));
  return found;
}
