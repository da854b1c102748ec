import { entry } from './entry.ts';

/** Of `new`. */
export const newErrors = {
  PIPELINE_INCOMPLETE: entry<{ file: string; findings: readonly object[] }>({
    exit: 'findings',
    message: (d) => {
      const [things, are] = d.findings.length === 1 ? ['thing', 'is'] : ['things', 'are'];
      return `${d.file} is there and stays as it is: ${d.findings.length} ${things} in it ${are} missing or wrong`;
    },
    example: { file: 'pipelines/2to3.ts', findings: [{}, {}] },
    cause: 'A schema has changed since the pipeline was written, or something in it is still to be written.',
    cure: 'Write what the findings name; what `ntom new` would write for it is shown with them.',
  }),
  SCHEMA_NOT_COPIED: entry<{ from: number; to: number; reason: string }>({
    exit: 'failed',
    message: (d) => `schema ${d.to} cannot be made of schema ${d.from}: ${d.reason}`,
    example: { from: 2, to: 3, reason: 'schemas/v2.ts does not say schema(2, …) exactly once' },
    cause: 'The copy of a schema file, with another number in `schema(N, …)`, has to be the same schema.',
    cure: 'Write `schemas/vM.ts` yourself.',
  }),
} satisfies Record<string, unknown>;
