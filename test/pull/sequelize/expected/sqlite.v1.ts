import { bigint, blob, bool, date, int, json, real, schema, table, text, time, uuid } from 'ntom';

export default schema(
  1,
  {
    SequelizeMeta: table({
      name: text(255).primaryKey().declaredAs({ sqlite: 'VARCHAR(255)' }),
    }),
    Teams: table({
      id: int().primaryKey().autoIncrement(),
      name: text(100).declaredAs({ sqlite: 'VARCHAR(100)' }).nullable(),
      ownerId: int().nullable().references('Users.id', { onDelete: 'set null', onUpdate: 'cascade' }),
      createdAt: text().declaredAs({ sqlite: 'DATETIME' }),
    }),
    UserTeams: table(
      {
        UserId: int().references('Users.id', { onDelete: 'cascade', onUpdate: 'cascade' }),
        TeamId: int().references('Teams.id', { onDelete: 'cascade', onUpdate: 'cascade' }),
      },
      { primaryKey: ['UserId', 'TeamId'] },
    ),
    Users: table(
      {
        id: int().primaryKey().autoIncrement(),
        uuid: uuid().declaredAs({ sqlite: 'UUID' }),
        email: text(255).declaredAs({ sqlite: 'VARCHAR(255)' }).unique(),
        active: bool().declaredAs({ sqlite: 'TINYINT(1)' }).nullable().default(true),
        kind: text().nullable().default('person'),
        price: real().declaredAs({ sqlite: 'DECIMAL(10,2)' }).nullable(),
        ratio: real().declaredAs({ sqlite: 'DOUBLE PRECISION' }).nullable(),
        count: bigint().declaredAs({ sqlite: 'BIGINT UNSIGNED' }).nullable(),
        payload: json().declaredAs({ sqlite: 'JSON' }).nullable(),
        bytes: blob().nullable(),
        day: date().declaredAs({ sqlite: 'DATE' }).nullable(),
        at: time().declaredAs({ sqlite: 'TIME' }).nullable(),
        bio: text().nullable().collation({ sqlite: 'NOCASE' }),
        createdAt: text().declaredAs({ sqlite: 'DATETIME' }),
        updatedAt: text().declaredAs({ sqlite: 'DATETIME' }),
      },
      { index: [{ name: 'users_email_active', columns: ['email', 'active'] }] },
    ),
  },
  {
    indexes: {
      teams_name: { sqlite: 'CREATE UNIQUE INDEX `teams_name` ON `Teams` (`name` COLLATE `NOCASE`)' },
    },
  },
);
