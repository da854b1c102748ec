import { int, schema, table, text } from 'ntom';

export default schema(2, {
  person: table({ id: int().primaryKey(), name: text(80) }),
  address: table({
    person_id: int().primaryKey().references('person.id', { onDelete: 'cascade' }),
    street: text(80).nullable(),
    city: text(80),
  }),
});
