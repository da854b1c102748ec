import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    // Loses data: code, photo.
    plant: copy(),
  },
  {
    drops: {
      'plant.code': todo('why is it left behind?'),
      'plant.photo': todo('why is it left behind?'),
    },
  },
);
