import { schema, table, text } from 'ntom';

export default schema(1, {
  tag: table({ name: text(40), colour: text(20).nullable() }),
  entry: table({ line: text(40).nullable() }),
});
