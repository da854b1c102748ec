import { copy, pipeline, sql } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  grade: sql`SELECT id, student, course, mark FROM grade`.each('grade', {
    where: 'mark IS NOT NULL',
    reason: 'not marked yet',
  }),
  enrolment: copy(),
});
