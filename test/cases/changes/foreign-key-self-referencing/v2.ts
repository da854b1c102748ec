import { int, schema, table } from 'ntom';

export default schema(2, {
  category: table({
    id: int().primaryKey(),
    parent_id: int().nullable().references('category.id', { onDelete: 'cascade' }),
  }),
});
