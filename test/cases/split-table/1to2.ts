import { pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  person: sql`SELECT id, name FROM person`.each('person'),
  address: sql`SELECT id AS person_id, street, city FROM person`.each('person', {
    where: 'city IS NOT NULL',
    reason: 'no address is known',
  }),
});
