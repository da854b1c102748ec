import { describe, expect, test } from 'vitest';
import { config, type ConfigInput } from '../../src/project/config.ts';

describe('config', () => {
  test('fills in what is not said', () => {
    const rest = { app: 'app', extracts: 'extracts', imports: [] };
    expect(config({ database: 'place:.' })).toEqual({ ...rest, database: 'place:.' });
    expect(config({ app: 'shop', database: 'place:.', extracts: 'out' }).app).toBe('shop');
  });

  test.each([
    [{ database: 'place:.', ap: 'shop' }, 'unknown key ap; did you mean app?'],
    [
      { database: 'place:.', somethingElse: 1 },
      'unknown key somethingElse; the keys are app, database, extracts, imports',
    ],
    [{}, 'database has to be text that is not empty'],
    [{ database: ' ' }, 'database has to be text that is not empty'],
    [{ database: 'place:.', extracts: 3 }, 'extracts has to be text that is not empty'],
    [{ database: 'place:.', app: undefined }, 'app has to be text that is not empty'],
    [{ database: 'place:.', imports: 'any-ascii' }, 'imports has to be a list of names'],
    [{ database: 'place:.', imports: [''] }, 'imports has to be a list of names'],
    [{ datbase: 'place:.' }, 'unknown key datbase; did you mean database?; database has to be text'],
  ])('refuses %j', (input, problem) => {
    expect(() => config(input as unknown as ConfigInput)).toThrow(problem);
  });

  test('refuses a name that is no half of a database name', () => {
    expect(() => config({ app: '../x', database: 'place:.' })).toThrow('"../x" cannot be the name of an application');
    expect(() => config({ app: 'app_v3', database: 'place:.' })).toThrow(
      expect.objectContaining({ code: 'APP_NAME_WRONG' }),
    );
  });
});
