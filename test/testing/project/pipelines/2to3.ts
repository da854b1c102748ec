import { copy, pipeline, sql, type Row } from 'ntom';
import v2 from '../schemas/v2.ts';
import v3 from '../schemas/v3.ts';

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

export default pipeline(v2, v3, {
  country: copy(),
  city: sql<Row<typeof v2, 'city'>>`SELECT * FROM city`.each('city').map((city) => ({
    ...city,
    slug: slug(city.name),
    area: '1.5',
    budget: null,
    coat_of_arms: null,
    facts: null,
  })),
  change: sql`SELECT 1 AS city_id, 'none' AS what WHERE 0`,
});
