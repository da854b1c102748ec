import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Characters } from '../../../src/dialects/mysql/rows/utf8-characters.ts';

/** What the engine says of the same bytes. */
function charactersOf(bytes: Uint8Array): number {
  return isUtf8(bytes) ? [...new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)].length : -1;
}

function expectSame(bytes: Uint8Array): void {
  const padded = Uint8Array.from([0xbf, ...bytes, 0x80]);
  expect(utf8Characters(padded, 1, bytes.length + 1)).toBe(charactersOf(bytes));
}

test('every first byte before every second one, alone and before a third and a fourth', () => {
  for (let first = 0; first < 256; first += 1)
    for (let second = 0; second < 256; second += 1)
      for (const others of [[], [0x7f], [0x80], [0xbf], [0xc0], [0x80, 0xbf], [0xbf, 0x41], [0xa0, 0x80, 0x41]]) {
        const bytes = Uint8Array.from([first, second, ...others]);
        if (utf8Characters(bytes, 0, bytes.length) !== charactersOf(bytes)) expectSame(bytes);
      }
});

test('texts, and texts with a byte that is another one', () => {
  const changed = fc.option(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { nil: null });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), changed, (text, change) => {
      const bytes = new TextEncoder().encode(text);
      if (change !== null && bytes.length > 0) bytes[change[0] % bytes.length] = change[1];
      expectSame(bytes);
    }),
    { numRuns: 3000 },
  );
});

test('nothing is no character', () => {
  expect(utf8Characters(new Uint8Array(3), 2, 2)).toBe(0);
});
