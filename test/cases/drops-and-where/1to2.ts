import { pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(
  v1,
  v2,
  {
    town: sql`SELECT id, name, population FROM town`.each('town', {
      where: 'population > 0',
      reason: 'ghost towns are not shown',
    }),
    large_town: sql`SELECT id AS town_id FROM town WHERE population > ${100_000}`.splits('town', {
      by: ['town_id'],
      none: 'not large',
    }),
    festival: sql`
      SELECT festival.id, town_id, festival.name FROM festival
        JOIN town ON town.id = town_id -- one town each, so that no festival is lost or doubled
       WHERE population > 0`.splits('festival', {
      by: ['id'],
      none: 'of a ghost town',
    }),
  },
  { drops: { 'town.old_flag': 'not shown since 1.4', session: 'everybody logs in again' } },
);
