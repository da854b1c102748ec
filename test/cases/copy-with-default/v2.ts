import { bool, int, schema, table, text } from 'ntom';

export default schema(2, {
  country: table({
    code: text(3).primaryKey(),
    independent: bool().default(false),
    name: text(120),
    population: int().nullable(),
  }),
});
