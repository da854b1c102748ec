import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { migrationPath, parseStep } from '../../src/project/migration-path.ts';

const namesOf = (...path: Parameters<typeof migrationPath>) => migrationPath(...path).map((step) => step.name);

describe('migrationPath', () => {
  test.each([
    [['1to2', '2to3'], 1, 3, ['1to2', '2to3']],
    [['1to2', '2to3', '1to3'], 1, 3, ['1to3']],
    [['3to2', '1to2', '2to3', '2to1'], 3, 1, ['3to2', '2to1']],
    [['1to2', '1to3', '2to4', '3to4'], 1, 4, ['1to3', '3to4']],
    [['1to2'], 2, 2, []],
    [[], 2, 2, []],
    [['9to10', '10to11'], 9, 11, ['9to10', '10to11']],
  ])('%j from %i to %i', (names, from, to, expected) => {
    expect(namesOf(names, from, to)).toEqual(expected);
  });

  test('says which pipelines there are when none lead there', () => {
    expect(() => migrationPath(['1to2', '3to4'], 1, 4)).toThrow(
      'no pipelines lead from schema 1 to schema 4; pipelines there are: 1to2, 3to4',
    );
    expect(() => migrationPath([], 1, 2)).toThrow('pipelines there are: none');
  });

  test('is a chain, and does not depend on the order of the files', () => {
    const name = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).map(([n, m]) => `${n}to${m}`);
    const names = fc
      .uniqueArray(name, { maxLength: 12 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(
        names,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        ([all, shuffled], from, to) => {
          const path = pathOrNull(all, from, to);
          expect(pathOrNull(shuffled, from, to)).toEqual(path);
          if (path === null) return;
          expect([...path.map((step) => step.from), to]).toEqual([from, ...path.map((step) => step.to)]);
        },
      ),
    );
  });
});

function pathOrNull(...path: Parameters<typeof migrationPath>): ReturnType<typeof migrationPath> | null {
  try {
    return migrationPath(...path);
  } catch {
    return null;
  }
}

test.each(['2to', 'to3', '02to3', '2TO3', '2to3 ', '-1to2', '2to3.ts', '0to1', ''])('%j is not a pipeline', (name) => {
  expect(parseStep(name)).toBeNull();
});
