import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    // Is plant the former plants? They have the same columns, the names are similar.
    // If so, write this instead, and take plants out of drops:
    //   plant: sql`SELECT id, name FROM plants`.each('plants'),
    plant: todo('table({ id, name })'),

    // Rows may be refused: foreign key [plant_id] references plant(id).
    bed: copy(),
  },
  {
    drops: {
      plants: todo('why is it left behind?'),
    },
  },
);
