import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(v1, v2, {
  reading: copy(),
  extreme: copy(),
  sensor: todo('table({ name, readings })'),
  rank: todo('table({ id, rank })'),
});
