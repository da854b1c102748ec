import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    // Loses data: area, label.
    bed: copy(),
  },
  {
    drops: {
      'bed.area': todo('why? schema 2 computes it'),
      'bed.label': todo('why? schema 2 computes it'),
    },
  },
);
