import { blob, int, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    __drizzle_migrations: table({
      id: int().declaredAs({ sqlite: 'SERIAL' }).nullable().unique(),
      hash: text(),
      created_at: real().declaredAs({ sqlite: 'numeric' }).nullable(),
    }),
    memberships: table(
      {
        user_id: int().references('users.id', { onDelete: 'cascade' }),
        club: text(),
        since: int().nullable(),
      },
      { primaryKey: ['user_id', 'club'] },
    ),
    users: table(
      {
        id: int().primaryKey().autoIncrement(),
        name: text(256).declaredAs({ sqlite: 'text(256)' }),
        email: text().unique(),
        is_admin: int().defaultSql({ sqlite: 'false' }),
        role: text().default('user'),
        score: real().nullable().default(1.5),
        balance: real().declaredAs({ sqlite: 'numeric' }).nullable(),
        settings: text().default('{}'),
        picture: blob().nullable(),
        created_at: int().defaultSql({ sqlite: 'unixepoch()' }),
        updated_at: text().nullable().defaultSql({ sqlite: 'CURRENT_TIMESTAMP' }),
        full: text().nullable().generated({ sqlite: '"name" || \' <\' || "email" || \'>\'' }),
        invited_by: int().nullable().references('users.id'),
      },
      { check: [{ name: 'name_check', expression: { sqlite: '"users"."name" <> \'\'' } }] },
    ),
  },
  {
    indexes: {
      users_created_at_idx: { sqlite: 'CREATE INDEX `users_created_at_idx` ON `users` ("created_at" desc)' },
      users_lower_email: { sqlite: 'CREATE UNIQUE INDEX `users_lower_email` ON `users` (lower("email"))' },
    },
    views: {
      admins: { sqlite: 'select "id", "name" from "users" where "users"."is_admin" = 1' },
    },
  },
);
