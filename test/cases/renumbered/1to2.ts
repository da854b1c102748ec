import { pipeline, sql, type Row } from 'ntom';
import v1 from './v1.ts';
import v2 from './v2.ts';

export default pipeline(v1, v2, {
  task: sql<Row<typeof v1, 'task'>>`SELECT * FROM task`
    .each('task')
    .map(({ id, title }) => ({ id: id < 3 ? id + 1000 : id, title })),
});
