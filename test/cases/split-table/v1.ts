import { int, schema, table, text } from 'ntom';

export default schema(1, {
  person: table({
    id: int().primaryKey(),
    name: text(80),
    street: text(80).nullable(),
    city: text(80).nullable(),
  }),
});
