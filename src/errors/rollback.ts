import { entry } from './entry.ts';

/** Of the way back. */
export const rollbackErrors = {
  ROLLBACK_OTHER_EXTRACT: entry<{ database: string; extract: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.database} was not loaded from ${d.extract}: ${d.reason}`,
    example: { database: 'app_v3.db', extract: 'extracts/v3', reason: 'it was loaded from another extract' },
    cause:
      'What changed since the load can only be told by the extract that was loaded. The database names that extract by its contentId, and this is another one.',
    cure: 'Name the folder of the right one with `--in`: `ntom status` shows the contentId of both.',
  }),
};
