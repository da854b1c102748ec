import { int, schema, table, text } from 'ntom';

export default schema(2, {
  task: table({ id: int().primaryKey().autoIncrement(), title: text(40) }),
});
