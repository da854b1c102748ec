import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedMember } from '../../../src/authoring/init/json-member.ts';

test.each([
  ['{}', [], '{\n  "k": "v"\n}'],
  ['{ }', [], '{\n  "k": "v"\n}'],
  ['{"a":1}', [], '{"a":1, "k": "v"}'],
  ['{ "a": 1 }', [], '{ "a": 1, "k": "v" }'],
  ['{\n\t"a": 1\n}\n', [], '{\n\t"a": 1,\n\t"k": "v"\n}\n'],
  ['{\r\n    "a": {}\r\n}', ['a'], '{\r\n    "a": {\r\n        "k": "v"\r\n    }\r\n}'],
  ['{\n  "a": {\n    "b": "}{[\\""\n  },\n  "c": [{}, "a"]\n}', ['a'], '"b": "}{[\\"",\n    "k": "v"\n  },'],
  ['{ "a": { "b": 1 } }', ['a'], '{ "a": { "b": 1, "k": "v" } }'],
  ['{ "a": {} }', ['a'], '{ "a": { "k": "v" } }'],
  ['{ "x": { "a": { "no": 1 } }, "a": {"yes": 1} }', ['a'], '"a": {"yes": 1, "k": "v"}'],
  ['{ "a": { "first": 1 }, "a": { "last": 1 } }', ['a'], '{ "a": { "first": 1 }, "a": { "last": 1, "k": "v" } }'],
  ['[{ "a": 1 }]', [], null],
])('%j at %j', (text, path, expected) => {
  if (expected === null) expect(() => insertedMember(text, path, 'k', 'v')).toThrow(TypeError);
  else expect(insertedMember(text, path, 'k', 'v')).toContain(expected);
});

const indents = fc.constantFrom(undefined, 1, 2, 4, '\t');
const keys = fc.string().filter((key) => key !== '__proto__' && key !== 'ntom:new');

test('adds the member, and changes nothing else', () => {
  const objects = fc.dictionary(keys, fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(objects, objects, keys, indents, fc.string(), (outer, inner, key, indent, value) => {
      const before = { ...outer, [key]: inner };
      const text = JSON.stringify(before, null, indent);
      const after = insertedMember(text, [key], 'ntom:new', value);
      expect(JSON.parse(after)).toEqual(
        JSON.parse(JSON.stringify({ ...outer, [key]: { ...inner, 'ntom:new': value } })),
      );
      if (indent !== undefined && Object.keys(inner).length > 0) {
        expect(after).toBe(JSON.stringify({ ...before, [key]: { ...inner, 'ntom:new': value } }, null, indent));
      }
    }),
  );
});
