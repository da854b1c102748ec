import { int, schema, table, text } from 'ntom';

export default schema(1, {
  grade: table(
    { mark: int().nullable(), course: text(10).nullable(), student: int().nullable(), id: int().primaryKey() },
    { foreignKeys: [{ columns: ['student', 'course'], references: 'enrolment', to: ['student', 'course'] }] },
  ),
  enrolment: table(
    { course: text(10), year: int(), seat: text(4), student: int() },
    { primaryKey: ['student', 'course'], unique: [['year', 'course', 'seat']] },
  ),
});
