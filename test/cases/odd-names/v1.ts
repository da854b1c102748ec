import { int, schema, table, text } from 'ntom';
import { tables } from './tables.ts';

export default schema(1, {
  ...tables,
  'left.behind': table({ 'a.b': int().primaryKey() }),
  'partly.kept': table({ id: int().primaryKey(), 'old.name': text(20), __new: text(20) }),
});
