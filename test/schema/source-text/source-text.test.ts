import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import type { Value } from '../../../src/schema/definition.ts';
import { keyText } from '../../../src/schema/source-text/key-text.ts';
import { call, list, object, openObject, type Layout } from '../../../src/schema/source-text/layout.ts';
import { printLayout } from '../../../src/schema/source-text/print-layout.ts';
import { stringText } from '../../../src/schema/source-text/string-text.ts';
import { valueText } from '../../../src/schema/source-text/value-text.ts';

/** What an expression of JavaScript is. */
function evaluated(expression: string): unknown {
  return runInThisContext(`(${expression})`);
}

async function formatted(source: string): Promise<string> {
  const options = await resolveConfig(new URL('../../../package.json', import.meta.url));
  return format(source, { ...options, parser: 'typescript' });
}

const anyText = fc.string({ unit: 'binary' });
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  anyText,
  fc.bigInt(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 60 }),
);

test('a text reads back as it was', () => {
  fc.assert(fc.property(anyText, (text) => evaluated(stringText(text)) === text));
  expect(evaluated(stringText('\ud800'))).toBe('\ud800');
});

test('a text is in the quotes that need fewer escapes, and shows what nobody sees', () => {
  expect(stringText('plain')).toBe(`'plain'`);
  expect(stringText(`it's`)).toBe(`"it's"`);
  expect(stringText(`'a' "b"`)).toBe(String.raw`'\'a\' "b"'`);
  expect(stringText('tab\tline\nnone\u00a0\u2028\ufeff\\')).toBe(String.raw`'tab\tline\nnone\u00a0\u2028\ufeff\\'`);
  expect(stringText('日本 語 ß 😀')).toBe(`'日本 語 ß 😀'`);
});

test('a key reads back as it was, without quotes where it can be', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.constantFrom('__proto__', '1', 'a b', 'default', '')), (name) => {
      expect(Object.keys(evaluated(`{ ${keyText(name)}: 1 }`) as object)).toEqual([name]);
    }),
  );
  expect(['id', 'class', '$1', 'Ünïcödé', 'a.b', '1', "it's"].map(keyText)).toEqual([
    'id',
    'class',
    '$1',
    'Ünïcödé',
    `'a.b'`,
    `'1'`,
    `"it's"`,
  ]);
});

test('a value reads back as it was', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(evaluated(printLayout(valueText(value)))).toEqual(value);
    }),
  );
});

test('what is printed is what prettier prints', async () => {
  const member = (value: Layout) =>
    fc.tuple(anyName, fc.constant(value)).map(([name, it]): Layout => [keyText(name), ': ', it]);
  const anyName = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_', ' ', '1'), minLength: 1, maxLength: 30 });
  const { layout } = fc.letrec<{ layout: Layout }>((tie) => ({
    layout: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(fc.integer(), fc.boolean(), fc.uint8Array({ maxLength: 60 })).map(valueText),
      fc
        .string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 50 })
        .map((text) => call('text', [stringText(text)])),
      fc.array(tie('layout').chain(member), { maxLength: 5 }).map(object),
      fc.array(tie('layout').chain(member), { maxLength: 5 }).map((all) => openObject(all.map((each) => [each, ',']))),
      fc
        .array(
          tie('layout').map((one) => call('one', [one])),
          { maxLength: 5 },
        )
        .map(list),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(layout, async (it) => {
      const source = `${printLayout(['export default ', call('made', [it]), ';'])}\n`;
      expect(source).toBe(await formatted(source));
    }),
    { numRuns: 500 },
  );
});
