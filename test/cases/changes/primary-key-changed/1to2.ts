import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  country: copy(),
  city: sql`SELECT city.id, country.code AS country_code FROM city JOIN country ON country.id = city.country_id`.each(
    'city',
  ),
});
