import { describe, expect, test } from 'vitest';
import { newPipelineText } from '../../../src/authoring/new/new-pipeline-text.ts';
import { bool, date, decimal, int, schema, table, text } from '../../../src/index.ts';
import type { Table } from '../../../src/schema/table.ts';

const id = int().primaryKey();

/** The comments of a pipeline, and what it does not say in them. */
function written(from: Record<string, Table>, to: Record<string, Table>) {
  const lines = newPipelineText(schema(1, from), schema(2, to)).split('\n');
  const isComment = (line: string): boolean => line.trimStart().startsWith('//');
  const comments = lines.filter(isComment).map((line) => line.trim().replace('// ', ''));
  return { comments: comments.join('\n'), code: lines.filter((line) => !isComment(line)).join('\n') };
}

describe('a column that could be another one', () => {
  test('is proposed with the reason, and not applied', () => {
    const { comments, code } = written(
      { t: table({ id, name: text(40), fax: text(20).nullable(), at: date() }) },
      {
        t: table({
          id,
          name: text(40),
          phone: text(20).nullable(),
          at: date(),
          slug: text(9),
          vip: bool().default(false),
        }),
      },
    );
    expect(comments).toBe(
      [
        'Needs a value: slug. Loses data: fax.',
        'Is phone the former fax? Both are text(20), in the same place, nullable.',
        `If so, write this instead, and take 't.fax' out of drops:`,
        `  t: sql\`SELECT id, name, fax AS phone, at FROM t\`.each('t').map((row) => ({ ...row, slug: todo('text(9)'), vip: false })),`,
      ].join('\n'),
    );
    expect(code).toContain(`t: copy({ slug: todo('text(9)') }),`);
    expect(code).toContain(`'t.fax': todo(`);
  });

  test('needs the same type, and a further sign', () => {
    const proposed = (from: Table, to: Table) => written({ t: from }, { t: to }).comments.match(/Is .*/g) ?? [];
    expect(proposed(table({ id, a: int() }), table({ id, b: text() }))).toEqual([]);
    expect(
      proposed(table({ id, a: int(), x: int() }), table({ id, m: bool(), n: bool(), b: int(), c: int() })),
    ).toEqual([]);
    expect(proposed(table({ id, a: int() }), table({ id, n: bool(), b: int() }))).toEqual([
      'Is b the former a? Both are int(), no other of this kind is gone or new, NOT NULL.',
    ]);
    expect(proposed(table({ id, a: int() }), table({ id, n: bool(), b: int().nullable() }))).toEqual([]);
    expect(
      proposed(table({ id, height: int(), width: int() }), table({ id, width_m: int(), height_m: int() })),
    ).toEqual([
      'Is width_m the former width? Both are int(), the names are similar, NOT NULL.',
      'Is height_m the former height? Both are int(), the names are similar, NOT NULL.',
    ]);
  });

  test('may be a key', () => {
    const { comments } = written(
      { t: table({ id, n: int() }, { unique: [['n']] }) },
      { t: table({ t_id: int().primaryKey(), n: int() }, { unique: [['n']] }) },
    );
    expect(comments).toContain(`  t: sql\`SELECT id AS t_id, n FROM t\`.each('t'),`);
  });
});

describe('a table that could be another one', () => {
  const bill = table({ id, customer_id: int(), amount: decimal(9, 2) });

  test('is proposed with the reason, and not applied', () => {
    const { comments, code } = written(
      { bill, setting: table({ key: text(20).primaryKey(), value: text() }) },
      {
        invoice: table({ id, customer_id: int(), amount: decimal(9, 2), paid: bool().default(false) }),
        settings: table({ key: text(20).primaryKey(), value: text() }),
      },
    );
    expect(comments).toBe(
      [
        'Is invoice the former bill? 3 of 4 columns are the same.',
        'If so, write this instead, and take bill out of drops:',
        `  invoice: sql\`SELECT id, customer_id, amount FROM bill\`.each('bill').map((row) => ({ ...row, paid: false })),`,
        'Is settings the former setting? They have the same columns, the names are similar.',
        'If so, write this instead, and take setting out of drops:',
        `  settings: sql\`SELECT \\\`key\\\`, value FROM setting\`.each('setting'),`,
      ].join('\n'),
    );
    expect(code).toContain(`invoice: todo('table({ id, customer_id, amount, paid })'),`);
    expect(code).toContain('bill: todo(');
  });

  test('is not proposed where too few columns are the same', () => {
    expect(written({ bill }, { invoice: table({ id, customer_id: int(), total: decimal(9, 2) }) }).comments).toBe('');
  });
});
