import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ddl } from '../../../../src/dialects/sqlite/ddl.ts';
import { isWord, tokensOf } from '../../../../src/dialects/sqlite/pull/declaration/tokens.ts';
import BetterSqlite3 from 'better-sqlite3';
import { pull } from './pulled.ts';
import { randomSchema } from './random-schema.ts';

function pulledFrom(statements: readonly string[]) {
  const database = new BetterSqlite3(':memory:');
  try {
    for (const sql of statements) database.exec(sql);
    return pull(database);
  } finally {
    database.close();
  }
}

test('a schema that ntom made into a database comes out as it was', () => {
  fc.assert(
    fc.property(randomSchema, (schema) => {
      const { tables, indexes } = ddl(schema);
      const pulled = pulledFrom([...tables, ...indexes]);
      expect(pulled.notes).toEqual([]);
      expect(pulled.tables).toEqual(schema.tables);
    }),
    { numRuns: 300 },
  );
});

const keywords =
  'CREATE TABLE NOT NULL PRIMARY KEY CONSTRAINT CHECK FOREIGN REFERENCES ON DELETE UPDATE DEFAULT GENERATED ALWAYS AS COLLATE DEFERRABLE INITIALLY DEFERRED STORED VIRTUAL'.split(
    ' ',
  );
const spaces = [' ', '\n', '\t\t', ' -- ) , CHECK\n', '/* ( */', "\r\n/* ' */ "];

/** The same declaration written by somebody else: other spaces, comments, case and quotes. `choices`: what to write, one after the other. */
function respelled(sql: string, choices: readonly number[]): string {
  const tokens = tokensOf(sql);
  let depth = 0;
  let turn = 0;
  const next = (): number => choices[(turn += 1) % choices.length] ?? 0;
  return tokens
    .map((token, index) => {
      if (token.raw === ')') depth -= 1;
      const isOutside = depth < 2;
      if (token.raw === '(') depth += 1;
      const before = tokens[index - 1];
      const gap = sql.slice(before?.end ?? 0, token.start);
      // With a comment behind it, the engine takes GENERATED for a word of the type, which STRICT refuses.
      const isFree =
        isOutside &&
        token.comment === null &&
        !isWord(before, 'GENERATED') &&
        (isWord(before, ...keywords) || before?.raw === ',');
      const space = isFree && gap !== '' ? (spaces[next() % spaces.length] ?? ' ') : gap;
      if (isOutside && isWord(token, ...keywords))
        return space + (next() % 2 === 0 ? token.raw.toLowerCase() : token.raw);
      if (isOutside && token.kind === 'name') return space + quotedAs(token.value, next());
      return space + token.raw;
    })
    .join('');
}

function quotedAs(name: string, choice: number): string {
  if (choice % 3 === 0 && !name.includes(']')) return `[${name}]`;
  if (choice % 3 === 1) return `\`${name.replaceAll('`', '``')}\``;
  return `"${name.replaceAll('"', '""')}"`;
}

test('spaces, comments, case and quotes make no difference', () => {
  fc.assert(
    fc.property(randomSchema, fc.array(fc.nat(), { minLength: 7, maxLength: 31 }), (schema, choices) => {
      const { tables, indexes } = ddl(schema);
      const pulled = pulledFrom([...tables.map((sql) => respelled(sql, choices)), ...indexes]);
      expect(pulled.notes).toEqual([]);
      expect(pulled.tables).toEqual(schema.tables);
    }),
    { numRuns: 300 },
  );
});
