import { blob, bool, int, schema, table, text } from 'ntom';

const word = table({ id: int().primaryKey(), word: text(40) });

export default schema(2, {
  by_template: word,
  by_parameters: word,
  by_params: word,
  by_engine: word,
  by_engine_template: word,
  parameter: table({ id: int().primaryKey(), an_int: int(), a_text: text(40), a_bool: bool(), a_blob: blob() }),
});
