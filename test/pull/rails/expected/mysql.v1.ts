import { bigint, bool, date, datetime, decimal, int, json, real, schema, table, text, time } from 'ntom';

export default schema(
  1,
  {
    accounts: table(
      {
        id: int().primaryKey().autoIncrement(),
        name: text(255),
        active: bool().declaredAs({ mysql: 'tinyint(1)' }).default(true),
        plan: int().declaredAs({ mysql: 'int(11)' }).default(0),
        balance: decimal(10, 2).nullable().default('0.00'),
        fee: real().declaredAs({ mysql: 'float' }).nullable(),
        notes: text().declaredAs({ mysql: 'text' }).nullable(),
        preferences: json().declaredAs({ mysql: 'json' }).nullable(),
        logins_count: bigint().nullable().default(0n),
        founded_on: date().nullable(),
        opens_at: time().nullable(),
        created_at: datetime(6),
        updated_at: datetime(6),
      },
      {
        unique: [{ name: 'index_accounts_on_name', columns: ['name'] }],
        check: [{ name: 'plan_known', expression: { mysql: '`plan` in (0,1,2)' } }],
      },
    ),
    active_storage_blobs: table(
      {
        id: int().primaryKey().autoIncrement(),
        key: text(255),
        filename: text(255),
        metadata: text().declaredAs({ mysql: 'text' }).nullable(),
        byte_size: bigint(),
        checksum: text(255).nullable(),
        created_at: datetime(6),
      },
      { unique: [{ name: 'index_active_storage_blobs_on_key', columns: ['key'] }] },
    ),
    ar_internal_metadata: table({
      key: text(255).primaryKey(),
      value: text(255).nullable(),
      created_at: datetime(6),
      updated_at: datetime(6),
    }),
    comments: table(
      {
        id: int().primaryKey().autoIncrement(),
        commentable_type: text(255),
        commentable_id: bigint(),
        user_id: int().nullable(),
        body: text().declaredAs({ mysql: 'text' }),
        body_digest: text(32).nullable().generated({ mysql: 'md5(`body`)' }, { stored: true }),
        created_at: datetime(6),
        updated_at: datetime(6),
      },
      {
        index: [
          { name: 'index_comments_on_commentable', columns: ['commentable_type', 'commentable_id'] },
          { name: 'index_comments_on_user_id', columns: ['user_id'] },
        ],
        foreignKeys: [
          { name: 'fk_rails_03de2dc08c', columns: ['user_id'], references: 'users', to: ['id'], onDelete: 'set null' },
        ],
      },
    ),
    schema_migrations: table({
      version: text(255).primaryKey(),
    }),
    users: table(
      {
        id: int().primaryKey().autoIncrement(),
        account_id: int(),
        email: text(255).default('').attributes({ mysql: "COMMENT 'to sign in'" }),
        encrypted_password: text(255).default(''),
        sign_in_count: int().declaredAs({ mysql: 'int(11)' }).default(0),
        created_at: datetime(6),
        updated_at: datetime(6),
      },
      {
        unique: [{ name: 'index_users_on_email', columns: ['email'] }],
        index: [{ name: 'index_users_on_account_id', columns: ['account_id'] }],
        foreignKeys: [{ name: 'fk_rails_61ac11da2b', columns: ['account_id'], references: 'accounts', to: ['id'] }],
        attributes: { mysql: "COMMENT='people who sign in'" },
      },
    ),
  },
  {
    collation: { mysql: 'utf8mb4_general_ci' },
    indexes: {
      index_comments_on_body: { mysql: 'CREATE INDEX `index_comments_on_body` ON `comments` (`body`(20))' },
      index_comments_on_created_at: {
        mysql: 'CREATE INDEX `index_comments_on_created_at` ON `comments` (`created_at` DESC)',
      },
    },
  },
);
