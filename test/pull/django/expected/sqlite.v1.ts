import { bigint, blob, bool, date, datetime, int, real, schema, table, text, time } from 'ntom';

export default schema(
  1,
  {
    auth_user: table({
      id: int().primaryKey().autoIncrement(),
      password: text(128).declaredAs({ sqlite: 'varchar(128)' }),
      last_login: datetime(6).declaredAs({ sqlite: 'datetime' }).nullable(),
      is_superuser: bool().declaredAs({ sqlite: 'bool' }),
      username: text(150).declaredAs({ sqlite: 'varchar(150)' }).unique(),
      last_name: text(150).declaredAs({ sqlite: 'varchar(150)' }),
      email: text(254).declaredAs({ sqlite: 'varchar(254)' }),
      is_staff: bool().declaredAs({ sqlite: 'bool' }),
      is_active: bool().declaredAs({ sqlite: 'bool' }),
      date_joined: datetime(6).declaredAs({ sqlite: 'datetime' }),
      first_name: text(150).declaredAs({ sqlite: 'varchar(150)' }),
    }),
    django_migrations: table({
      id: int().primaryKey().autoIncrement(),
      app: text(255).declaredAs({ sqlite: 'varchar(255)' }),
      name: text(255).declaredAs({ sqlite: 'varchar(255)' }),
      applied: datetime(6).declaredAs({ sqlite: 'datetime' }),
    }),
    shop_category: table(
      {
        id: int().primaryKey().autoIncrement(),
        name: text(60).declaredAs({ sqlite: 'varchar(60)' }),
        parent_id: int().declaredAs({ sqlite: 'bigint' }).nullable().references('shop_category.id', { deferred: true }),
      },
      { index: [{ name: 'shop_category_parent_id_3a8b9c1d', columns: ['parent_id'] }] },
    ),
    shop_product: table(
      {
        id: int().primaryKey().autoIncrement(),
        sku: text(32).declaredAs({ sqlite: 'char(32)' }).unique(),
        title: text(200).declaredAs({ sqlite: 'varchar(200)' }),
        price: real().declaredAs({ sqlite: 'decimal' }),
        stock: int().declaredAs({ sqlite: 'integer unsigned' }),
        views: bigint().declaredAs({ sqlite: 'bigint unsigned' }),
        weight: real().nullable(),
        details: text(),
        available_from: date().declaredAs({ sqlite: 'date' }).nullable(),
        opens: time().declaredAs({ sqlite: 'time' }).nullable(),
        lead_time: bigint().declaredAs({ sqlite: 'bigint' }),
        photo: blob().nullable(),
        category_id: int().declaredAs({ sqlite: 'bigint' }).references('shop_category.id', { deferred: true }),
        slug_upper: text(200)
          .declaredAs({ sqlite: 'varchar(200)' })
          .nullable()
          .generated({ sqlite: 'UPPER("title")' }, { stored: true }),
      },
      {
        unique: [{ name: 'unique_title_category', columns: ['title', 'category_id'] }],
        index: [{ name: 'shop_product_category_id_14d7eea8', columns: ['category_id'] }],
        check: [
          { sqlite: '"stock" >= 0' },
          { sqlite: '"views" >= 0' },
          { sqlite: '(JSON_VALID("details") OR "details" IS NULL)' },
          { name: 'price_not_negative', expression: { sqlite: '"price" >= 0' } },
        ],
      },
    ),
    shop_product_buyers: table(
      {
        id: int().primaryKey().autoIncrement(),
        product_id: int().declaredAs({ sqlite: 'bigint' }).references('shop_product.id', { deferred: true }),
        user_id: int().references('auth_user.id', { deferred: true }),
      },
      {
        unique: [{ name: 'shop_product_buyers_product_id_user_id_7ad2e9c5_uniq', columns: ['product_id', 'user_id'] }],
        index: [
          { name: 'shop_product_buyers_product_id_1b3b5c0e', columns: ['product_id'] },
          { name: 'shop_product_buyers_user_id_8e6d2f4a', columns: ['user_id'] },
        ],
      },
    ),
  },
  {
    indexes: {
      one_photo: { sqlite: 'CREATE UNIQUE INDEX "one_photo" ON "shop_product" ("photo") WHERE "photo" IS NOT NULL' },
      shop_product_recent: {
        sqlite: 'CREATE INDEX "shop_product_recent" ON "shop_product" ("available_from" DESC, "title")',
      },
    },
  },
);
