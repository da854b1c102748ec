import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, Html, markup } from '../../../src/cli/migration-report/html.ts';

/** Any character, and often one that HTML or an eye would obey. */
const anything = fc.oneof(
  fc.constantFrom(...Array.from(`<>&"'\0\u202e`)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

test('whatever a text is, no mark of HTML and no control character comes of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: anything, maxLength: 100 }), (text) => {
      const made = escaped(text);
      expect(made).not.toMatch(/[<>"']/);
      expect(made).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      // eslint-disable-next-line no-control-regex
      expect(made).not.toMatch(/[\0-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]/);
    }),
    { numRuns: 500 },
  );
});

test('texts are what they were when HTML is read again', () => {
  const plain = /^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u;
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from(`<>&"'amp;lt#39x é😀`)), maxLength: 60 }), (text) => {
      fc.pre(plain.test(text));
      const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
      expect(escaped(text).replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => marks[name] ?? '')).toBe(text);
    }),
  );
});

test('values are escaped, HTML is not, lists are joined, null is nothing', () => {
  const value = '<b>';
  expect(String(markup`<p title="${value}">${[markup`<i>${value}</i>`, new Html('<br>'), 7]}${null}</p>`)).toBe(
    '<p title="&lt;b&gt;"><i>&lt;b&gt;</i><br>7</p>',
  );
});
