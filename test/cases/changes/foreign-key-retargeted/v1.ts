import { int, schema, table } from 'ntom';

export default schema(1, {
  person: table({ id: int().primaryKey() }),
  customer: table({ id: int().primaryKey().references('person.id') }),
  booking: table({ id: int().primaryKey(), who: int().nullable().references('person.id') }),
});
