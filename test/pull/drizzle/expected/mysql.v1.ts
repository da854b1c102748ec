import { bigint, blob, bool, datetime, decimal, enumeration, int, json, real, schema, table, text, time } from 'ntom';

export default schema(
  1,
  {
    __drizzle_migrations: table({
      id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'bigint(20) unsigned' }),
      hash: text().declaredAs({ mysql: 'text' }),
      created_at: bigint().nullable(),
    }),
    customers: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(11)' }),
        email: text(256).unique(),
        vip: bool().declaredAs({ mysql: 'tinyint(1)' }).default(false),
        points: bigint().default(0n),
        credit: decimal(10, 2).nullable().default('0.00'),
        rating: real().nullable().default(4.5),
        profile: json().declaredAs({ mysql: 'json' }).nullable(),
        level: enumeration(['bronze', 'silver', 'gold']).default('bronze'),
        created_at: datetime().declaredAs({ mysql: 'timestamp' }).defaultSql({ mysql: 'current_timestamp()' }),
        seen_at: datetime(3).nullable(),
        born_in: int().declaredAs({ mysql: 'year(4)' }).nullable(),
        opens_at: time().nullable(),
      },
      { index: [{ name: 'customers_level_idx', columns: ['level', 'points'] }] },
    ),
    order_lines: table(
      {
        order_id: int().declaredAs({ mysql: 'bigint(20) unsigned' }),
        line: int().declaredAs({ mysql: 'tinyint(3) unsigned' }),
        sku: text(40),
        quantity: int().declaredAs({ mysql: 'mediumint(9)' }).default(1),
      },
      {
        primaryKey: ['order_id', 'line'],
        index: [{ name: 'sku_idx', columns: ['sku'] }],
        foreignKeys: [
          {
            name: 'order_lines_order_id_orders_id_fk',
            columns: ['order_id'],
            references: 'orders',
            to: ['id'],
            onDelete: 'cascade',
          },
        ],
      },
    ),
    orders: table(
      {
        id: int().primaryKey().autoIncrement().declaredAs({ mysql: 'bigint(20) unsigned' }),
        customer_id: int().declaredAs({ mysql: 'int(11)' }),
        number: text(12).declaredAs({ mysql: 'char(12)' }).unique(),
        total: decimal(12, 4),
        total_with_tax: decimal(12, 4).nullable().generated({ mysql: '`total` * 1.2' }, { stored: true }),
        token: blob(16).declaredAs({ mysql: 'binary(16)' }).nullable(),
        note: text().declaredAs({ mysql: 'tinytext' }).nullable(),
      },
      {
        check: [{ name: 'total_check', expression: { mysql: '`total` >= 0' } }],
        foreignKeys: [
          { name: 'orders_customer_id_customers_id_fk', columns: ['customer_id'], references: 'customers', to: ['id'] },
        ],
      },
    ),
  },
  {
    collation: { mysql: 'utf8mb4_general_ci' },
    views: {
      big_orders: {
        mysql:
          '(select `orders`.`id` AS `id`,`orders`.`number` AS `number`,`orders`.`total` AS `total` from `orders` where `orders`.`total` > 100)',
      },
    },
  },
);
