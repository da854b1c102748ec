import { describe, expect, test } from 'vitest';
import { appName } from '../../../src/authoring/init/app-name.ts';
import { configText } from '../../../src/authoring/init/config-text.ts';
import { withIgnored } from '../../../src/authoring/init/ignore-text.ts';

describe('appName', () => {
  test.each([
    [undefined, 'shop', '/srv/x', 'shop'],
    [undefined, '@acme/web-shop', '/srv/x', 'web_shop'],
    [undefined, 'Shop.io', '/srv/x', 'shop_io'],
    [undefined, 'shop_v2', '/srv/x', 'shop'],
    [undefined, '123', '/srv/My App!', 'my_app'],
    [undefined, null, '/', 'app'],
    [undefined, '日本', '/srv/日本', 'app'],
    [undefined, 'a'.repeat(50), '/', 'a'.repeat(40)],
    [undefined, `${'a'.repeat(37)}_v12`, '/', 'a'.repeat(37)],
    ['Given', 'shop', '/srv/x', 'Given'],
  ])('%j, %j, %j', (given, packageName, directory, expected) => {
    expect(appName(given, packageName, directory)).toBe(expected);
  });

  test('refuses one that is given and does not fit', () => {
    expect(() => appName('a b', 'shop', '/')).toThrow(expect.objectContaining({ code: 'APP_NAME_WRONG' }));
  });
});

describe('configText', () => {
  test('without a database that is named otherwise', () => {
    expect(configText({ app: 'shop', place: 'engine:.', name: null })).toBe(
      `import { config } from 'ntom';\n\nexport default config({ app: 'shop', database: 'engine:.' });\n`,
    );
  });

  test('with one', () => {
    const text = configText({ app: 'shop', place: "engine:./it's", name: 'dev.db' });
    expect(text).toContain(`  database: "engine:./it's",\n`);
    expect(text).toContain(`  names: { 1: 'dev.db' },\n});\n`);
  });
});

describe('withIgnored', () => {
  const lines = ['/extracts/', '/app_v*.db*'];
  const added = '# data: extracts and databases of ntom\n/extracts/\n/app_v*.db*\n';

  test.each([
    [null, added],
    ['', added],
    ['node_modules', `node_modules\n\n${added}`],
    ['node_modules\n', `node_modules\n\n${added}`],
    ['a\r\nb\r\n', `a\r\nb\r\n\r\n${added.replaceAll('\n', '\r\n')}`],
    ['extracts\n', 'extracts\n\n# data: extracts and databases of ntom\n/app_v*.db*\n'],
    ['/app_v*.db*\n extracts/ \n', null],
    [added, null],
  ])('%j', (text, expected) => {
    expect(withIgnored(text, lines)).toBe(expected);
  });
});
