import { blob, bool, date, datetime, decimal, enumeration, int, json, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    account: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(11)' }),
        email: text(255),
        display_name: text(80).nullable().collation({ mysql: 'utf8mb4_unicode_ci' }),
        is_active: bool().declaredAs({ mysql: 'tinyint(1)' }).default(true),
        role: enumeration(['reader', 'editor', 'admin']).default('reader'),
        balance: decimal(12, 2).default('0.00'),
        score: real().declaredAs({ mysql: 'float' }).nullable(),
        ratio: real().nullable(),
        birthday: date().nullable(),
        created_at: datetime().defaultSql({ mysql: 'current_timestamp()' }),
        updated_at: datetime()
          .declaredAs({ mysql: 'timestamp' })
          .nullable()
          .defaultSql({ mysql: 'current_timestamp()' })
          .attributes({ mysql: 'ON UPDATE current_timestamp()' }),
        settings: json().declaredAs({ mysql: 'json' }).nullable(),
        avatar: blob().declaredAs({ mysql: 'blob' }).nullable(),
      },
      {
        unique: [{ name: 'uq_account_email', columns: ['email'] }],
        index: [{ name: 'ix_account_role_created_at', columns: ['role', 'created_at'] }],
        check: [{ name: 'ck_account_balance', expression: { mysql: '`balance` >= 0' } }],
      },
    ),
    alembic_version: table({
      version_num: text(32).primaryKey(),
    }),
    post: table(
      {
        id: int().primaryKey().autoIncrement(),
        account_id: int().declaredAs({ mysql: 'int(11)' }),
        parent_id: int().nullable(),
        slug: text(120),
        body: text().declaredAs({ mysql: 'text' }),
        views: int().declaredAs({ mysql: 'int(10) unsigned' }).default(0),
        published_at: datetime(6).nullable(),
      },
      {
        unique: [{ name: 'slug', columns: ['slug'] }],
        index: [{ name: 'account_id', columns: ['account_id'] }, { name: 'parent_id', columns: ['parent_id'] }],
        foreignKeys: [
          { name: 'post_ibfk_1', columns: ['account_id'], references: 'account', to: ['id'], onDelete: 'cascade' },
          { name: 'post_ibfk_2', columns: ['parent_id'], references: 'post', to: ['id'], onDelete: 'set null' },
        ],
      },
    ),
    post_tag: table(
      {
        post_id: int(),
        tag_name: text(40),
        position: int().declaredAs({ mysql: 'smallint(6)' }).default(1),
      },
      {
        primaryKey: ['post_id', 'tag_name'],
        foreignKeys: [
          { name: 'fk_post_tag_post', columns: ['post_id'], references: 'post', to: ['id'], onDelete: 'cascade' },
          { name: 'fk_post_tag_tag', columns: ['tag_name'], references: 'tag', to: ['name'], onUpdate: 'cascade' },
        ],
      },
    ),
    tag: table({
      name: text(40).primaryKey(),
    }),
  },
  {
    collation: { mysql: 'utf8mb4_general_ci' },
    indexes: {
      ix_post_body: { mysql: 'CREATE INDEX `ix_post_body` ON `post` (`body`(40))' },
    },
  },
);
