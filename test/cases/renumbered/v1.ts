import { int, schema, table, text } from 'ntom';

export default schema(1, {
  task: table({ id: int().primaryKey().autoIncrement(), title: text(40) }),
});
