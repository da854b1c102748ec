import { bigint, blob, bool, datetime, decimal, enumeration, int, json, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    Book: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(11)' }),
        title: text(191),
        text: text().nullable(),
        price: decimal(65, 30),
        weight: real().nullable(),
        sold: bigint().default(0n),
        meta: json().declaredAs({ mysql: 'json' }).nullable(),
        cover: blob().nullable(),
        ownerId: text(191).nullable().references('User.id', { onDelete: 'set null', onUpdate: 'cascade' }),
        sequelOfId: int()
          .declaredAs({ mysql: 'int(11)' })
          .nullable()
          .references('Book.id', { onDelete: 'set null', onUpdate: 'cascade' }),
      },
      {
        unique: [{ name: 'Book_sequelOfId_key', columns: ['sequelOfId'] }],
        index: [{ name: 'Book_ownerId_title_idx', columns: ['ownerId', 'title'] }],
      },
    ),
    Genre: table({
      name: text(191).primaryKey(),
    }),
    User: table(
      {
        id: text(191).primaryKey(),
        email: text(191),
        name: text(191).nullable(),
        role: enumeration(['USER', 'ADMIN']).default('USER'),
        verified: bool().declaredAs({ mysql: 'tinyint(1)' }).default(false),
        createdAt: datetime(3).defaultSql({ mysql: 'current_timestamp(3)' }),
        updatedAt: datetime(3),
      },
      { unique: [{ name: 'User_email_key', columns: ['email'] }] },
    ),
    _BookToGenre: table(
      {
        A: int().declaredAs({ mysql: 'int(11)' }).references('Book.id', { onDelete: 'cascade', onUpdate: 'cascade' }),
        B: text(191).references('Genre.name', { onDelete: 'cascade', onUpdate: 'cascade' }).index(),
      },
      { unique: [{ name: '_BookToGenre_AB_unique', columns: ['A', 'B'] }] },
    ),
    _prisma_migrations: table({
      id: text(36).primaryKey(),
      checksum: text(64),
      finished_at: datetime(3).nullable(),
      migration_name: text(255),
      logs: text().declaredAs({ mysql: 'text' }).nullable(),
      rolled_back_at: datetime(3).nullable(),
      started_at: datetime(3).defaultSql({ mysql: 'current_timestamp(3)' }),
      applied_steps_count: int().declaredAs({ mysql: 'int(10) unsigned' }).default(0),
    }),
  },
  {
    collation: { mysql: 'utf8mb4_unicode_ci' },
    indexes: {
      Book_text_idx: { mysql: 'CREATE FULLTEXT INDEX `Book_text_idx` ON `Book` (`text`)' },
      Book_title_idx: { mysql: 'CREATE INDEX `Book_title_idx` ON `Book` (`title`(100))' },
    },
  },
);
