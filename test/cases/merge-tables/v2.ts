import { enumeration, int, schema, table, text } from 'ntom';

export default schema(2, {
  partner: table(
    { kind: enumeration(['customer', 'supplier']), id: int(), name: text(80) },
    { primaryKey: ['kind', 'id'] },
  ),
});
