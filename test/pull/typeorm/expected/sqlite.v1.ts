import { bigint, blob, bool, datetime, enumeration, int, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    migrations: table({
      id: int().primaryKey().autoIncrement(),
      timestamp: bigint().declaredAs({ sqlite: 'bigint' }),
      name: text().declaredAs({ sqlite: 'varchar' }),
    }),
    photo: table(
      {
        id: int().primaryKey().autoIncrement(),
        url: text().declaredAs({ sqlite: 'varchar' }),
        size: int().declaredAs({ sqlite: 'INT' }).nullable(),
        data: blob().nullable(),
        userId: text().declaredAs({ sqlite: 'varchar' }).nullable(),
        nextId: int().nullable(),
      },
      {
        unique: [{ name: 'REL_5d2b', columns: ['nextId'] }],
        index: [{ name: 'IDX_userId', columns: ['userId'] }],
        foreignKeys: [
          {
            name: 'FK_4494006ff358f754d07df5ccc87',
            columns: ['userId'],
            references: 'user',
            to: ['id'],
            onDelete: 'cascade',
          },
          { name: 'FK_next', columns: ['nextId'], references: 'photo', to: ['id'], onDelete: 'set null' },
        ],
      },
    ),
    typeorm_metadata: table({
      type: text().declaredAs({ sqlite: 'varchar' }),
      database: text().declaredAs({ sqlite: 'varchar' }).nullable(),
      schema: text().declaredAs({ sqlite: 'varchar' }).nullable(),
      table: text().declaredAs({ sqlite: 'varchar' }).nullable(),
      name: text().declaredAs({ sqlite: 'varchar' }).nullable(),
      value: text().nullable(),
    }),
    user: table(
      {
        id: text().primaryKey().declaredAs({ sqlite: 'varchar' }),
        firstName: text(100).declaredAs({ sqlite: 'varchar(100)' }),
        role: enumeration(['admin', 'editor', 'ghost']).declaredAs({ sqlite: 'varchar' }).default('ghost'),
        isActive: bool().declaredAs({ sqlite: 'boolean' }).default(true),
        age: int().nullable(),
        ratio: real().declaredAs({ sqlite: 'float' }).nullable().default(0.5),
        tags: text(),
        createdAt: datetime().declaredAs({ sqlite: 'datetime' }).defaultSql({ sqlite: "datetime('now')" }),
        deletedAt: datetime(3).declaredAs({ sqlite: 'datetime' }).nullable(),
        version: int(),
      },
      {
        unique: [{ name: 'UQ_065d4d8f3b5adb4a08841eae3c8', columns: ['firstName'] }],
        check: [
          { sqlite: "\"role\" IN ('admin','editor','ghost')" },
          { name: 'CHK_a1b2c3', expression: { sqlite: '"age" > 0' } },
        ],
      },
    ),
  },
  {
    views: {
      active_user: { sqlite: 'SELECT "id", "firstName" FROM "user" WHERE "isActive" = 1' },
    },
  },
);
