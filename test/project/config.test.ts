import { describe, expect, test } from 'vitest';
import { config, type ConfigInput } from '../../src/project/config.ts';

describe('config', () => {
  test('fills in what is not said', () => {
    const rest = { app: 'app', extracts: 'extracts', imports: [], names: {} };
    expect(config({ database: 'place:.' })).toEqual({ ...rest, database: 'place:.' });
    expect(config({ app: 'shop', database: 'place:.', extracts: 'out' }).app).toBe('shop');
  });

  test.each([
    [{ database: 'place:.', ap: 'shop' }, 'unknown key ap; did you mean app?'],
    [
      { database: 'place:.', somethingElse: 1 },
      'unknown key somethingElse; the keys are app, database, extracts, imports, names',
    ],
    [{}, 'database has to be text that is not empty'],
    [{ database: ' ' }, 'database has to be text that is not empty'],
    [{ database: 'place:.', extracts: 3 }, 'extracts has to be text that is not empty'],
    [{ database: 'place:.', app: undefined }, 'app has to be text that is not empty'],
    [{ database: 'place:.', imports: 'any-ascii' }, 'imports has to be a list of names'],
    [{ database: 'place:.', imports: [''] }, 'imports has to be a list of names'],
    [{ database: 'place:.', names: 'dev.db' }, "names has to be an object of names by schema version: { 1: 'NAME' }"],
    [{ database: 'place:.', names: ['dev.db'] }, 'names has to be an object'],
    [{ database: 'place:.', names: { v1: 'dev.db' } }, 'names.v1 is not of a schema version'],
    [{ database: 'place:.', names: { 0: 'dev.db' } }, 'names.0 is not of a schema version'],
    [{ database: 'place:.', names: { 1: '' } }, 'names.1 has to be text that is not empty'],
    [{ database: 'place:.', names: { 1: 3 } }, 'names.1 has to be text that is not empty'],
    [{ database: 'place:.', names: { 1: 'a.db', 2: 'a.db' } }, 'names.2 is a.db, as names.1 is'],
    [{ database: 'place:.', names: { 1: 'app_v2.db' } }, 'names.1 is app_v2.db, a name that ntom makes itself'],
    [{ database: 'place:.', names: { 1: '../old/APP_v1.DB' } }, 'a name that ntom makes itself'],
    [{ database: 'place:.', app: 'shop', names: { 1: 'shop_v2__loading' } }, 'a name that ntom makes itself'],
    [{ database: 'place:.', app: 'shop', names: { 2: 'shop_v1' } }, 'a name that ntom makes itself'],
    [{ datbase: 'place:.' }, 'unknown key datbase; did you mean database?; database has to be text'],
  ])('refuses %j', (input, problem) => {
    expect(() => config(input as unknown as ConfigInput)).toThrow(problem);
  });

  test('takes names of databases that ntom would not make', () => {
    const names = { 1: 'dev.db', 2: '../prisma/app.db', 3: 'app_v.db', 4: 'shop_v2.db', 5: 'app_v2.sqlite', 6: 'app' };
    expect(config({ database: 'place:.', names }).names).toEqual(names);
  });

  test('refuses a name that is no half of a database name', () => {
    expect(() => config({ app: '../x', database: 'place:.' })).toThrow('"../x" cannot be the name of an application');
    expect(() => config({ app: 'app_v3', database: 'place:.' })).toThrow(
      expect.objectContaining({ code: 'APP_NAME_WRONG' }),
    );
  });
});
