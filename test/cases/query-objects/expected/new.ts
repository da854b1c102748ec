import { pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    by_template: todo('table({ id, word })'),
    by_parameters: todo('table({ id, word })'),
    by_params: todo('table({ id, word })'),
    by_engine: todo('table({ id, word })'),
    by_engine_template: todo('table({ id, word })'),
    parameter: todo('table({ id, an_int, a_text, a_bool, a_blob })'),
  },
  {
    drops: {
      word: todo('why is it left behind?'),
    },
  },
);
