import { expect, test } from 'vitest';
import { nextStep, type Situation } from '../../src/cli/status/next-step.ts';

const nothing: Situation = {
  schemas: [],
  broken: [],
  databases: [],
  missing: [],
  pipelines: [],
  stale: null,
  extracts: [],
};

test.each([
  [{}, null, 'write schemas/v1.ts, or name a database in ntom.config.ts, for ntom pull 1'],
  [{ databases: [1] }, 'ntom pull 1', 'no schema yet, but a database of schema 1'],
  [{ schemas: [1, 2] }, 'ntom create 2', 'no database yet'],
  [{ schemas: [1, 2], missing: [1] }, null, 'the database of schema 1 is not there: see names in ntom.config.ts'],
  [{ schemas: [1, 2], databases: [2], missing: [1] }, null, 'nothing to do'],
  [
    { schemas: [1, 2], databases: [1], missing: [2], pipelines: ['1to2'] },
    null,
    'the database of schema 2 is not there',
  ],
  [{ schemas: [1, 2], broken: [2] }, null, 'schemas/v2.ts has to be corrected first'],
  [{ schemas: [1, 2], databases: [1, 2] }, null, 'nothing to do'],
  [{ schemas: [1, 2], databases: [3] }, null, 'nothing to do'],
  [{ schemas: [1, 2], databases: [1, 2], stale: { from: 1, why: 'written to' } }, 'ntom extract 1to2', 'written to'],
  [
    { databases: [1, 2], schemas: [1, 2], stale: { from: 1, why: 'another' }, extracts: [{ from: 1, to: 2 }] },
    null,
    'another; ntom load 2 --replace makes it again',
  ],
  [{ schemas: [1, 2], databases: [1] }, 'ntom new 1to2', 'no pipelines lead from schema 1 to 2'],
  [{ schemas: [1, 2], databases: [1], pipelines: ['1to2'] }, 'ntom extract 1to2', 'the newest database has schema 1'],
  [{ schemas: [1, 2], databases: [1], pipelines: ['1to2'], extracts: [{ from: 1, to: 2 }] }, 'ntom load 2', ''],
  [
    { schemas: [1, 2, 3], databases: [1, 2], pipelines: ['2to3'], extracts: [{ from: 1, to: 3 }] },
    'ntom extract 2to3',
    '',
  ],
  [{ schemas: [1, 3], databases: [1], pipelines: ['1to2', '2to3'] }, 'ntom migrate --to 3', ''],
])('%j: %s', (situation, command, why) => {
  const next = nextStep({ ...nothing, ...situation });
  expect(next.command).toBe(command);
  expect(next.why).toContain(why);
});
