import { int, schema, table, text } from 'ntom';
import { tables } from './tables.ts';

export default schema(2, {
  ...tables,
  'partly.kept': table({ id: int().primaryKey(), __new: text(20), isPrototypeOf: text(20) }),
});
