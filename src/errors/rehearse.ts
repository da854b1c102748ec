import { entry } from './entry.ts';

/** Of `rehearse`. */
export const rehearseErrors = {
  REHEARSAL_LOCKED: entry<{ folder: string; holder: string }>({
    exit: 'failed',
    message: (d) => `a rehearsal is at work in ${d.folder}: ${d.holder}`,
    example: { folder: 'extracts', holder: 'process 4711 (rehearse 2to3), since 2026-07-01T09:30:00.000Z' },
    cause: 'One rehearsal at a time writes to a folder: two would tell each other wrong figures.',
    cure: 'Wait for the other rehearsal, or end it. It holds its lock no longer than it runs, however it ends.',
  }),
  REHEARSAL_REJECTED: entry<{ pipeline: string; rows: number; rejects: { rows: number } }>({
    exit: 'findings',
    message: (d) => `extract ${d.pipeline} would reject ${d.rejects.rows} of ${d.rows + d.rejects.rows} rows`,
    example: { pipeline: '2to3', rows: 135_230, rejects: { rows: 3 } },
    cause: 'Rows that the pipeline makes do not fit schema M, repeat a key, or have no parent.',
    cure: 'Read the reasons; then correct the query, the map, the schema, or the data, and rehearse again.',
  }),
};
