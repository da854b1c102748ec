import type { ColumnDefinition, SchemaDefinition, TableDefinition } from '../../schema/definition.ts';
import type { Limit } from '../engine-rules.ts';
import { leftOut } from '../left-out.ts';
import { collationDdl } from './ddl.ts';

/** As the driver was built: https://sqlite.org/limits.html */
const mostColumns = 2000;

const collations = ['binary', 'nocase', 'rtrim'];

export function limits(schema: SchemaDefinition): readonly Limit[] {
  return [...schema.tables.flatMap(tableLimits), ...leftOut(schema, 'sqlite')];
}

function tableLimits(table: TableDefinition): readonly Limit[] {
  const count = table.columns.length;
  const reasons = [
    ...(count > mostColumns ? [`it has ${count} columns, where ${mostColumns} is the most`] : []),
    ...table.columns.flatMap(collationReason),
  ];
  return reasons.map((reason) => ({ where: `table ${table.name}`, reason, isRefused: true }));
}

function collationReason(column: ColumnDefinition): readonly string[] {
  const [clause] = collationDdl(column);
  const name = clause?.replace(/^COLLATE /, '');
  return name === undefined || collations.includes(name.toLowerCase())
    ? []
    : [`${column.name} has the collation ${name}; there are ${collations.join(', ')}`];
}
