import { describe, expect, test } from 'vitest';
import { freeScripts, newPackageText, scripts, withScripts } from '../../../src/authoring/init/package-text.ts';

const all = Object.entries(scripts);

describe('withScripts', () => {
  test.each([
    ['indented by tabs', '{\n\t"name": "x",\n\t"scripts": {\n\t\t"test": "vitest"\n\t}\n}\n'],
    ['in one line', '{ "name": "x", "files": ["dist"] }'],
    ['without scripts', '{\n    "name": "x",\n    "files": ["dist"]\n}'],
    ['with a byte order mark and CRLF', '\ufeff{\r\n  "scripts": {\r\n    "a": "b"\r\n  },\r\n  "name": "x"\r\n}\r\n'],
    ['with no scripts in scripts', '{\n  "scripts": {},\n  "name": "x"\n}\n'],
  ])('%s', (_, text) => {
    const after = withScripts(text, all);
    const before = JSON.parse(text.replace('\ufeff', '')) as { scripts?: object };
    expect(JSON.parse(after.replace('\ufeff', ''))).toEqual({ ...before, scripts: { ...before.scripts, ...scripts } });
    expect(after.endsWith('\n')).toBe(text.endsWith('\n'));
    expect(after.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
    expect(after.replaceAll('\r\n', '').includes('\n')).toBe(text.replaceAll('\r\n', '').includes('\n'));
    if (text.includes('["dist"]')) expect(after).toContain('["dist"]');
  });

  test('is laid out like what is there', () => {
    expect(withScripts('{\n\t"scripts": {\n\t\t"test": "vitest"\n\t}\n}\n', all.slice(0, 1))).toBe(
      '{\n\t"scripts": {\n\t\t"test": "vitest",\n\t\t"ntom:status": "ntom status"\n\t}\n}\n',
    );
  });
});

describe('freeScripts', () => {
  test.each([
    [{}, ['ntom:status', 'ntom:check', 'ntom:migrate']],
    [{ scripts: { 'ntom:status': 'something else', 'db:migrate': 'ntom migrate' } }, ['ntom:check']],
    [{ scripts }, []],
  ])('%j', (manifest, expected) => {
    expect(freeScripts(manifest).map(([name]) => name)).toEqual(expected);
  });
});

test('a new package has the major version of its schema', () => {
  expect(JSON.parse(newPackageText('shop'))).toMatchObject({ name: 'shop', version: '1.0.0', scripts });
});
