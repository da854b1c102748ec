import { copy, pipeline, todo } from 'ntom';
import v1 from '../v1.ts';
import v2 from '../v2.ts';

export default pipeline(
  v1,
  v2,
  {
    // Loses data: street, city.
    person: copy(),

    address: todo('table({ person_id, street, city })'),
  },
  {
    drops: {
      'person.street': todo('why is it left behind?'),
      'person.city': todo('why is it left behind?'),
    },
  },
);
