/** What `ntom extract` does unless it is told otherwise. */
export const extractDefaults = { format: 'csv', maxRejects: 1000 } as const;

/** More rows than an extract lists: a rehearsal is all about them. */
export const rehearseDefaults = { format: extractDefaults.format, maxRejects: 10_000 } as const;

/** What `ntom fixture` does unless it is told otherwise. */
export const fixtureDefaults = { name: 'small', format: 'jsonl', rows: 200, seed: '1' } as const;

/** How a loaded database can be compared with its extract. */
export const verifyNames = ['full', 'count', 'none'] as const;

export type VerifyName = (typeof verifyNames)[number];
