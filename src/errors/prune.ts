import { entry } from './entry.ts';

/** Of `prune`, beside those of locks and places. */
export const pruneErrors = {
  PRUNE_UNCONFIRMED: entry<{ count: number }>({
    exit: 'failed',
    message: (d) => `nobody is there to say yes to the removal of ${d.count === 1 ? 'one thing' : `${d.count} things`}`,
    example: { count: 3 },
    cause: '`prune` asks before it removes anything, and the command does not run on a terminal, or with `--json`.',
    cure: 'Look at what `--dry-run` lists, then run it with `--yes`.',
  }),
  PRUNE_FOREIGN: entry<{ what: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.what} is not removed: ${d.reason}`,
    example: { what: 'app_v1.db', reason: 'ntom did not make it' },
    cause: 'Since `prune` looked for what it may remove, something else has taken the name.',
    cure: 'Run `ntom prune` again: it looks again. What is not its own has to be removed by whoever made it.',
  }),
  PRUNE_IN_USE: entry<{ database: string; by: string }>({
    exit: 'failed',
    message: (d) => `${d.database} is not removed: it is in use by ${d.by}`,
    example: { database: 'app_v1', by: '2 sessions of the server' },
    cause: 'A program has the database open, maybe an old release of the application.',
    cure: 'End that program, or keep the database: `--keep 3` keeps one version more.',
  }),
  PRUNE_FAILED: entry<{ what: string; reason: string }>({
    exit: 'failed',
    message: (d) => `${d.what} cannot be removed: ${d.reason}`,
    example: { what: 'app_v1.db', reason: 'permission denied (EACCES)' },
    cause: 'The system, or the server, refuses it. What was begun is a leftover, and no database any more.',
    cure: 'Correct what is said, and run `ntom prune` again: it goes on.',
  }),
};
