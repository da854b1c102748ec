import { int, schema, table, text } from 'ntom';

export default schema(2, {
  employee: table({
    id: int().primaryKey(),
    name: text(80),
    manager_id: int().nullable().references('employee.id', { onDelete: 'set null' }),
    department_code: text(4).references('department.code', { onUpdate: 'cascade' }),
  }),
  department: table({ code: text(4).primaryKey(), head_id: int().unique().references('employee.id') }),
});
