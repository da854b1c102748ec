import { bool, int, schema, table, text } from 'ntom';

export default schema(4, {
  user: table({ id: int().primaryKey().autoIncrement(), name: text(40), active: bool().default(true) }),
  note: table({
    id: int().primaryKey().autoIncrement(),
    user_id: int().references('user.id'),
    body: text(),
    body_length: int().generated('length(body)'),
  }),
  attachment: table({ note_id: int().references('note.id'), name: text(80) }, { primaryKey: ['note_id', 'name'] }),
});
