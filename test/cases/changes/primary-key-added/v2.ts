import { int, schema, table, text } from 'ntom';

export default schema(2, {
  tag: table({ name: text(40).primaryKey(), colour: text(20).nullable() }),
  entry: table({ id: int().primaryKey().autoIncrement(), line: text(40).nullable() }),
});
