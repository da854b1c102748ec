import { blob, bool, date, datetime, int, json, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    accounts: table(
      {
        id: int().primaryKey().autoIncrement(),
        name: text().declaredAs({ sqlite: 'varchar' }).default(''),
        admin: bool().declaredAs({ sqlite: 'boolean' }).default(false),
        legacy_flag: text().declaredAs({ sqlite: 'boolean' }).nullable().default('f'),
        plan: int().nullable().default(0),
        credit: real().declaredAs({ sqlite: 'decimal(12,4)' }).nullable().default(0),
        points: int().declaredAs({ sqlite: 'decimal(10,0)' }).nullable(),
        preferences: json().declaredAs({ sqlite: 'json' }).nullable().default('{}'),
        data: blob().nullable(),
        ip: text(45).declaredAs({ sqlite: 'varchar(45)' }).nullable().default(null),
        born_on: date().declaredAs({ sqlite: 'date' }).nullable(),
        reminded_at: datetime().declaredAs({ sqlite: 'datetime' }).nullable(),
        created_at: datetime(6).declaredAs({ sqlite: 'datetime(6)' }),
        updated_at: datetime(6).declaredAs({ sqlite: 'datetime(6)' }),
      },
      { unique: [{ name: 'index_accounts_on_name', columns: ['name'] }] },
    ),
    ar_internal_metadata: table({
      key: text().primaryKey().declaredAs({ sqlite: 'varchar' }),
      value: text().declaredAs({ sqlite: 'varchar' }).nullable(),
      created_at: datetime(6).declaredAs({ sqlite: 'datetime(6)' }),
      updated_at: datetime(6).declaredAs({ sqlite: 'datetime(6)' }),
    }),
    orders: table(
      {
        id: int().primaryKey().autoIncrement(),
        account_id: int(),
        number: text(20).declaredAs({ sqlite: 'varchar(20)' }),
        status: int().default(0),
        total: real().declaredAs({ sqlite: 'float' }).nullable(),
        notes: text().nullable(),
        shipped_at: datetime(6).declaredAs({ sqlite: 'datetime(6)' }).nullable(),
        created_at: datetime(6).declaredAs({ sqlite: 'datetime(6)' }),
        total_cents: int().nullable().generated({ sqlite: 'CAST(total * 100 AS INTEGER)' }),
      },
      {
        index: [{ name: 'index_orders_on_account_id', columns: ['account_id'] }],
        check: [{ name: 'chk_rails_5d2b1e0f3a', expression: { sqlite: 'status >= 0' } }],
        foreignKeys: [
          {
            name: 'fk_rails_0b3f2a1c9d',
            columns: ['account_id'],
            references: 'accounts',
            to: ['id'],
            onDelete: 'cascade',
          },
        ],
      },
    ),
    schema_migrations: table({
      version: text().primaryKey().declaredAs({ sqlite: 'varchar' }),
    }),
  },
  {
    indexes: {
      index_orders_on_account_id_and_created_at: {
        sqlite:
          'CREATE INDEX "index_orders_on_account_id_and_created_at" ON "orders" ("account_id", "created_at" DESC)',
      },
      index_orders_on_status: {
        sqlite: 'CREATE INDEX "index_orders_on_status" ON "orders" ("status") WHERE status <> 9',
      },
    },
  },
);
