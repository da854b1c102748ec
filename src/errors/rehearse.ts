import type { ErrorEntry } from './catalog.ts';

/** Of `rehearse`. */
export const rehearseErrors = {
  REHEARSAL_REJECTED: {
    exit: 'findings',
    message: (d: { pipeline: string; rows: number; rejects: { rows: number } }) =>
      `extract ${d.pipeline} would reject ${d.rejects.rows} of ${d.rows + d.rejects.rows} rows`,
    cause: 'Rows that the pipeline makes do not fit schema M, repeat a key, or have no parent.',
    cure: 'Read the reasons; then correct the query, the map, the schema, or the data, and rehearse again.',
  },
} satisfies Record<string, ErrorEntry>;
