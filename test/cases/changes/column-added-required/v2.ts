import { datetime, int, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table({
    id: int().primaryKey(),
    name: text(40),
    family: text(40),
    sown_at: datetime().defaultSql('CURRENT_TIMESTAMP'),
  }),
  bed: table({ id: int().primaryKey(), name: text(40), place: int().unique() }),
});
