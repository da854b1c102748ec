import type { Init } from '../../authoring/init/run-init.ts';

export interface NextCommand {
  readonly command: string;
  readonly does: string;
}

/** The three commands that follow, in their order. */
export function nextCommands({ database, others, hasFirstSchema }: Init): readonly NextCommand[] {
  const isWithoutDatabase = database === null && others.length === 0;
  return [
    isWithoutDatabase ? create : hasFirstSchema ? status : pull,
    { command: 'ntom new 1to2', does: 'schema 2 and its pipeline, for the first change' },
    { command: 'ntom check', does: 'whether schemas and pipelines are right' },
  ];
}

const create: NextCommand = { command: 'ntom create 1', does: 'an empty database of schemas/v1.ts' };
const status: NextCommand = { command: 'ntom status', does: 'what there is' };
const pull: NextCommand = { command: 'ntom pull 1', does: 'schemas/v1.ts from the database' };
