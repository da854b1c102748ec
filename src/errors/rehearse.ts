import { entry } from './entry.ts';

/** Of `rehearse`. */
export const rehearseErrors = {
  REHEARSAL_REJECTED: entry<{ pipeline: string; rows: number; rejects: { rows: number } }>({
    exit: 'findings',
    message: (d) => `extract ${d.pipeline} would reject ${d.rejects.rows} of ${d.rows + d.rejects.rows} rows`,
    example: { pipeline: '2to3', rows: 135_230, rejects: { rows: 3 } },
    cause: 'Rows that the pipeline makes do not fit schema M, repeat a key, or have no parent.',
    cure: 'Read the reasons; then correct the query, the map, the schema, or the data, and rehearse again.',
  }),
};
