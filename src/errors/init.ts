import { entry } from './entry.ts';

/** Of making a project of a folder. */
export const initErrors = {
  INIT_IN_THE_WAY: entry<{ path: string }>({
    exit: 'failed',
    message: (d) => `${d.path} is a file, where a folder is to be`,
    example: { path: 'schemas' },
    cause: 'A project has folders `schemas`, `pipelines` and `extracts`. Nothing was written.',
    cure: 'Rename the file, or make the project in another folder: `ntom init DIR`.',
  }),
  INIT_PACKAGE_WRONG: entry<{ reason: string }>({
    exit: 'failed',
    message: (d) => `package.json cannot be added to: ${d.reason}`,
    example: { reason: 'scripts is no object' },
    cause: 'The file is not JSON as npm takes it. Nothing was written.',
    cure: 'Mend it, then run the command again.',
  }),
};
