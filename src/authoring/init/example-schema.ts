/** The text of `schemas/v1.ts` for an application that has no database yet. */
export const exampleSchema = `import { bool, int, schema, table, text } from 'ntom';

// An example. Write the tables of your application here, before the first release.
export default schema(1, {
  task: table({
    id: int().primaryKey().autoIncrement(),
    title: text(200),
    done: bool().default(false),
  }),
});
`;
