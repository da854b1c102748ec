import type { EngineName } from '../../src/dialects/engines.ts';
import type { DirectAccess } from './direct-access.ts';
import { sqliteAccess } from './sqlite-access.ts';

export interface TestEngine {
  readonly name: EngineName;
  /** The URL of a place for databases of one test, which has `folder` to itself. */
  place(folder: string): string;
  readonly access: DirectAccess;
}

/** The engines that tests run on: `describe.each(engines)`. */
export const engines: readonly TestEngine[] = [
  { name: 'sqlite', place: (folder) => `sqlite:${folder}`, access: sqliteAccess },
];
