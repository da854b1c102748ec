import { bigint, blob, bool, datetime, decimal, int, real, schema, table, text } from 'ntom';

export default schema(
  1,
  {
    log: table({
      what: text(200),
      at: datetime(6).defaultSql({ mysql: 'current_timestamp(6)' }),
    }),
    order: table(
      {
        'order id': int().primaryKey().autoIncrement().declaredAs({ mysql: 'int(10) unsigned' }),
        Größe: decimal(6, 3).declaredAs({ mysql: 'decimal(6,3) unsigned zerofill' }).nullable(),
        group: text(20).nullable().collation({ mysql: 'utf8mb3_general_ci' }),
        region: text(2).declaredAs({ mysql: 'char(2)' }).default('CH'),
        flags: int().declaredAs({ mysql: 'bit(12)' }).default(5),
        is_open: bool().declaredAs({ mysql: 'bit(1)' }).default(true),
        days: text().declaredAs({ mysql: "set('mon','tue','wed','thu')" }).default('mon,tue'),
        kind: text().declaredAs({ mysql: "enum('','a','b')" }).default(''),
        made_in: int().declaredAs({ mysql: 'year(4)' }).default(2000),
        rate: real().declaredAs({ mysql: 'float(7,4)' }).nullable(),
        small: int().declaredAs({ mysql: 'tinyint(3) unsigned' }).nullable().default(255),
        number: int().declaredAs({ mysql: 'int(8) unsigned zerofill' }).nullable(),
        hash: blob(4).declaredAs({ mysql: 'binary(4)' }).nullable(),
        changed: datetime()
          .declaredAs({ mysql: 'timestamp' })
          .defaultSql({ mysql: 'current_timestamp()' })
          .attributes({ mysql: "ON UPDATE current_timestamp() COMMENT 'by whom? see log'" }),
        ordered_at: datetime().declaredAs({ mysql: 'timestamp' }).nullable(),
        picture: blob().declaredAs({ mysql: 'mediumblob' }).nullable(),
        story: text().declaredAs({ mysql: 'mediumtext' }).nullable(),
        'weight in g': int().declaredAs({ mysql: 'int(11)' }).nullable().generated({ mysql: '`number` * 1000' }),
      },
      {
        unique: [{ name: 'group', columns: ['group', 'region'] }],
        index: [{ name: 'changed', columns: ['changed', 'ordered_at'] }],
        check: [{ name: 'small_is_small', expression: { mysql: '`small` < 200 or `small` = 255' } }],
        foreignKeys: [
          { name: 'order_region', columns: ['region'], references: 'region', to: ['code'], onUpdate: 'cascade' },
        ],
        attributes: { mysql: 'ROW_FORMAT=DYNAMIC' },
      },
    ),
    'order.item': table(
      {
        'order id': int().declaredAs({ mysql: 'int(10) unsigned' }),
        pos: int().declaredAs({ mysql: 'smallint(6)' }),
        sku: text(30),
        amount: bigint().declaredAs({ mysql: 'bigint(20) unsigned' }).default(1n),
        price: real().declaredAs({ mysql: 'double(10,2)' }).default(0),
      },
      {
        primaryKey: ['order id', 'pos'],
        unique: [{ name: 'one_sku', columns: ['sku', 'order id'] }],
        foreignKeys: [
          {
            name: 'order.item_ibfk_1',
            columns: ['order id'],
            references: 'order',
            to: ['order id'],
            onDelete: 'cascade',
          },
        ],
      },
    ),
    region: table(
      {
        code: text(2).primaryKey().declaredAs({ mysql: 'char(2)' }),
        name: text(40).collation({ mysql: 'latin1_swedish_ci' }),
      },
      { attributes: { mysql: "COMMENT='from the old system'" } },
    ),
    return_of: table(
      {
        'order id': int().declaredAs({ mysql: 'int(10) unsigned' }),
        pos: int().declaredAs({ mysql: 'smallint(6)' }),
        reason: text().declaredAs({ mysql: 'tinytext' }).nullable(),
      },
      {
        foreignKeys: [
          { name: 'of_item', columns: ['order id', 'pos'], references: 'order.item', to: ['order id', 'pos'] },
        ],
      },
    ),
  },
  {
    collation: { mysql: 'utf8mb4_general_ci' },
    indexes: {
      story: { mysql: 'CREATE INDEX `story` ON `order` (`story`(10))' },
    },
    views: {
      z_totals: {
        mysql:
          'select `i`.`order id` AS `order id`,sum(`i`.`amount` * `i`.`price`) AS `total` from `order.item` `i` group by `i`.`order id`',
      },
      large: {
        mysql:
          'select `t`.`order id` AS `order id`,`t`.`total` AS `total`,`o`.`region` AS `region` from (`z_totals` `t` join `order` `o` on(`t`.`order id` = `o`.`order id`)) where `t`.`total` > 100',
      },
    },
    triggers: {
      an_order: {
        mysql:
          'CREATE TRIGGER `an_order` BEFORE UPDATE ON `order` FOR EACH ROW SET NEW.story = COALESCE(NEW.story, OLD.story)',
      },
      item_after: {
        mysql: `CREATE TRIGGER \`item_after\` AFTER INSERT ON \`order.item\` FOR EACH ROW BEGIN
  INSERT INTO log (what) VALUES (CONCAT('item ', NEW.sku));
  INSERT INTO log (what) VALUES ('and "more"');
END`,
      },
    },
  },
);
