import type { SchemaDefinition } from '../../../schema/definition.ts';
import type { Limit } from '../../engine-rules.ts';

/** What InnoDB calls columns of its own; the last one a column of any name but of one type only. */
const ownColumns = ['db_row_id', 'db_trx_id', 'db_roll_ptr', 'fts_doc_id'];

/** Names that the server cannot keep. */
export function nameLimits({ tables, indexes, views, triggers }: SchemaDefinition): readonly Limit[] {
  return [
    ...tables.flatMap((table) => [
      ...limitsOf(null, `table ${table.name}`, table.name),
      ...table.columns.flatMap(({ name }) => [
        ...limitsOf(`table ${table.name}`, `column ${name}`, name),
        ...(ownColumns.includes(name.toLowerCase())
          ? [{ where: `table ${table.name}`, reason: `column ${name} has a name that InnoDB needs`, isRefused: true }]
          : []),
      ]),
      ...[...table.uniques, ...table.indexes].flatMap(({ name }) =>
        limitsOf(`table ${table.name}`, `key ${name}`, name),
      ),
    ]),
    ...indexes.flatMap(({ name }) => limitsOf(null, `index ${name}`, name)),
    ...views.flatMap(({ name }) => limitsOf(null, `view ${name}`, name)),
    ...triggers.flatMap(({ name }) => limitsOf(null, `trigger ${name}`, name)),
  ];
}

function limitsOf(where: string | null, what: string, name: string): readonly Limit[] {
  const reasons = [
    ...(name.endsWith(' ') ? [`the name of ${what} ends with a blank`] : []),
    ...(/[\u{10000}-\u{10FFFF}]/u.test(name) ? [`the name of ${what} has a character beyond U+FFFF`] : []),
  ];
  return reasons.map((reason) => ({ where, reason, isRefused: true }));
}
