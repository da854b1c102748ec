import { schema, table, text } from 'ntom';

export default schema(1, {
  country: table({ code: text(3).primaryKey(), name: text(120) }),
});
