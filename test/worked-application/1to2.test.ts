import fc from 'fast-check';
import { rows, runPipeline } from 'ntom/testing';
import { describe, expect, test } from 'vitest';
import oneToTwo from '../../pipelines/1to2.ts';
import v1 from '../../schemas/v1.ts';

const small = rows(v1, 'small');

/** A country of the fixture that stands alone, with something else in some of its columns. */
function country(changes: Partial<(typeof small.country)[number]>) {
  const [first] = small.country;
  if (first === undefined) throw new TypeError('the fixture has no country');
  const translations = JSON.stringify({ eng: { common: 'Somewhere', official: 'The Land of Somewhere' } });
  return { ...first, languages: 'eng=English', translations, native_names: '{}', borders: '', ...changes };
}

describe('1to2', () => {
  test('unpacks the lists of a country', async () => {
    const { rows: made } = await runPipeline(oneToTwo, 'small');
    const of = <R extends { readonly country_code: string }>(all: readonly R[]) =>
      all.filter(({ country_code }) => country_code === 'CHE').map(({ country_code: _, ...row }) => row);
    expect({
      languages: of(made.country_language),
      currencies: of(made.country_currency),
      borders: of(made.border),
      capitals: of(made.capital),
      domains: of(made.domain),
      names: of(made.native_name),
    }).toMatchSnapshot();
  });

  test.each([
    [{ independent: 'unknown' }, { independent: null }],
    [
      { independent: 'no', un_member: 'no' },
      { independent: false, un_member: false },
    ],
    [
      { number: '', olympic_code: '' },
      { number: null, olympic_code: null },
    ],
    [{ area: -1 }, { area: null }],
    [{ area: 0.44 }, { area: 0.44 }],
  ])('%j becomes %j', async (before, after) => {
    const { rows: made } = await runPipeline(oneToTwo, { country: [country(before)] });
    expect(made.country).toMatchObject([after]);
  });

  test('rejects a country whose area is none, with the reason', async () => {
    const { rows: made, rejects } = await runPipeline(oneToTwo, { country: [country({ area: 0 })] });
    expect(made.country).toEqual([]);
    expect(rejects[0]).toMatchObject({ table: 'country', key: { code: 'ARM' }, problems: [{ column: 'area' }] });
  });

  test('rejects a border with a country that there is none of', async () => {
    const { rejects } = await runPipeline(oneToTwo, { country: [country({ borders: 'XXX' })] });
    expect(rejects).toMatchObject([{ table: 'border', key: { country_code: 'ARM', neighbour_code: 'XXX' } }]);
  });

  test('names a language as most countries do', async () => {
    const named = ['eng=English', 'eng=British', 'eng=English'].map((languages, index) =>
      country({
        code: `A${index}`,
        code3: `AA${'ABC'[index]}`,
        number: `00${index}`,
        name: `Land ${index}`,
        languages,
      }),
    );
    const { rows: made } = await runPipeline(oneToTwo, { country: named });
    expect(made.language).toEqual([{ code: 'eng', name: 'English' }]);
  });

  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const code = fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 3 });
  const name = fc.string({
    unit: fc.constantFrom(...letters, ' ', "'", '=', 'é', 'ß', '中'),
    minLength: 1,
    maxLength: 9,
  });
  const spoken = fc
    .uniqueArray(fc.tuple(code, name), { selector: ([each]) => each, maxLength: 6 })
    .map((all) => [['eng', 'English'] as const, ...all.filter(([each]) => each !== 'eng')]);

  test('any list of languages is unpacked whole', async () => {
    await fc.assert(
      fc.asyncProperty(spoken, async (languages) => {
        const packed = languages.map((each) => each.join('=')).join(';');
        const { rows: made, rejects } = await runPipeline(oneToTwo, { country: [country({ languages: packed })] });
        const inOrder = languages.toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(rejects).toEqual([]);
        expect(made.language).toEqual(inOrder.map(([each, called]) => ({ code: each, name: called })));
        expect(made.country_language.map(({ language_code }) => language_code)).toEqual(inOrder.map(([each]) => each));
      }),
      { numRuns: 30 },
    );
  });
});
