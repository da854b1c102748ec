import { int, schema, table, text } from 'ntom';

export default schema(2, {
  grade: table(
    { mark: int(), course: text(10).nullable(), student: int().nullable(), id: int().primaryKey() },
    {
      foreignKeys: [
        { columns: ['student', 'course'], references: 'enrolment', to: ['student', 'course'], onUpdate: 'cascade' },
      ],
    },
  ),
  enrolment: table(
    { course: text(10), year: int(), seat: text(4), student: int() },
    {
      primaryKey: ['course', 'student'],
      unique: [
        ['student', 'course', 'year'],
        ['seat', 'course', 'year'],
      ],
    },
  ),
});
