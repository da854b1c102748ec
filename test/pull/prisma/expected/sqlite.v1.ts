import { bigint, blob, bool, datetime, int, json, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    Post: table({
      id: int().primaryKey().autoIncrement(),
      title: text(),
      publishedAt: int().declaredAs({ sqlite: 'DATETIME' }).nullable(),
      authorId: text().references('User.id', { onDelete: 'restrict', onUpdate: 'cascade' }),
    }),
    Tag: table(
      {
        id: int().primaryKey().autoIncrement(),
        name: text(),
      },
      { unique: [{ name: 'Tag_name_key', columns: ['name'] }] },
    ),
    User: table(
      {
        id: text().primaryKey(),
        email: text(),
        name: text().nullable(),
        role: text().default('USER'),
        verified: bool().declaredAs({ sqlite: 'BOOLEAN' }).default(false),
        balance: real().declaredAs({ sqlite: 'DECIMAL' }).default(0),
        visits: bigint().declaredAs({ sqlite: 'BIGINT' }).default(0n),
        rating: real().nullable(),
        settings: json().declaredAs({ sqlite: 'JSONB' }).nullable(),
        avatar: blob().nullable(),
        createdAt: int().declaredAs({ sqlite: 'DATETIME' }).defaultSql({ sqlite: 'CURRENT_TIMESTAMP' }),
        updatedAt: int().declaredAs({ sqlite: 'DATETIME' }),
      },
      { unique: [{ name: 'User_email_key', columns: ['email'] }] },
    ),
    _PostToTag: table(
      {
        A: int().references('Post.id', { onDelete: 'cascade', onUpdate: 'cascade' }),
        B: int().references('Tag.id', { onDelete: 'cascade', onUpdate: 'cascade' }).index(),
      },
      { unique: [{ name: '_PostToTag_AB_unique', columns: ['A', 'B'] }] },
    ),
    _prisma_migrations: table({
      id: text().primaryKey(),
      checksum: text(),
      finished_at: int().declaredAs({ sqlite: 'DATETIME' }).nullable(),
      migration_name: text(),
      logs: text().nullable(),
      rolled_back_at: datetime(6).declaredAs({ sqlite: 'DATETIME' }).nullable(),
      started_at: int().declaredAs({ sqlite: 'DATETIME' }).defaultSql({ sqlite: 'current_timestamp' }),
      applied_steps_count: int().declaredAs({ sqlite: 'INTEGER UNSIGNED' }).default(0),
    }),
  },
  {
    indexes: {
      Post_authorId_publishedAt_idx: {
        sqlite: 'CREATE INDEX "Post_authorId_publishedAt_idx" ON "Post"("authorId", "publishedAt" DESC)',
      },
    },
  },
);
