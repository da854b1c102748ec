import { bigint, blob, bool, date, datetime, enumeration, int, json, real, schema, table, text, time } from 'ntom';

export default schema(
  1,
  {
    alembic_version: table({
      version_num: text(32).primaryKey().declaredAs({ sqlite: 'VARCHAR(32)' }),
    }),
    post: table(
      {
        id: int().primaryKey(),
        author_id: int(),
        editor_id: int().nullable().references('user.id'),
        title: text(200).declaredAs({ sqlite: 'VARCHAR(200)' }),
        body: text(),
        is_draft: bool().declaredAs({ sqlite: 'BOOLEAN' }).default(true),
        views: int().default(0),
      },
      {
        check: [{ sqlite: 'views >= 0' }, { sqlite: 'length(title) > 0' }],
        foreignKeys: [
          {
            name: 'fk_post_author_id_user',
            columns: ['author_id'],
            references: 'user',
            to: ['id'],
            onDelete: 'cascade',
          },
        ],
      },
    ),
    post_tag: table(
      {
        post_id: int().references('post.id'),
        tag_name: text(40).declaredAs({ sqlite: 'VARCHAR(40)' }).references('tag.name', { onUpdate: 'cascade' }),
      },
      { primaryKey: ['post_id', 'tag_name'] },
    ),
    tag: table({
      name: text(40).primaryKey().declaredAs({ sqlite: 'VARCHAR(40)' }),
    }),
    user: table(
      {
        id: int().primaryKey(),
        email: text(255).declaredAs({ sqlite: 'VARCHAR(255)' }),
        name: text(80).declaredAs({ sqlite: 'VARCHAR(80)' }).nullable().collation({ sqlite: 'NOCASE' }),
        is_active: bool().declaredAs({ sqlite: 'BOOLEAN' }),
        role: enumeration(['admin', 'editor', 'viewer']).declaredAs({ sqlite: 'VARCHAR(6)' }).default('viewer'),
        balance: real().declaredAs({ sqlite: 'NUMERIC(10, 2)' }).nullable(),
        score: real().declaredAs({ sqlite: 'FLOAT' }).nullable(),
        settings: json().declaredAs({ sqlite: 'JSON' }).nullable(),
        token: text(32).declaredAs({ sqlite: 'CHAR(32)' }).nullable(),
        avatar: blob().nullable(),
        birthday: date().declaredAs({ sqlite: 'DATE' }).nullable(),
        wakes_at: time(6).declaredAs({ sqlite: 'TIME' }).nullable(),
        created_at: datetime().declaredAs({ sqlite: 'DATETIME' }).defaultSql({ sqlite: 'CURRENT_TIMESTAMP' }),
        updated_at: datetime(6).declaredAs({ sqlite: 'DATETIME' }).nullable(),
        followers: bigint().declaredAs({ sqlite: 'BIGINT' }).defaultSql({ sqlite: "'0'" }),
      },
      {
        unique: [{ name: 'uq_user_email', columns: ['email'] }],
        index: [{ name: 'ix_user_name', columns: ['name'] }],
        check: [
          { name: 'ck_user_is_active', expression: { sqlite: 'is_active IN (0, 1)' } },
          { name: 'role', expression: { sqlite: "role IN ('admin', 'editor', 'viewer')" } },
        ],
      },
    ),
  },
  {
    indexes: {
      ix_post_title_lower: { sqlite: 'CREATE UNIQUE INDEX ix_post_title_lower ON post (lower(title))' },
      ix_user_created_at: { sqlite: 'CREATE INDEX ix_user_created_at ON user (created_at DESC)' },
    },
  },
);
