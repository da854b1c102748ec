import { z } from 'zod';
import { bigint, blob, bool, decimal, int, json, schema, table, text } from 'ntom';

export default schema(
  3,
  {
    country: table({ code: text(3).primaryKey(), name: text(120), independent: bool().default(false) }),
    city: table(
      {
        id: int().primaryKey().autoIncrement(),
        country_code: text(3).references('country.code'),
        name: text(200),
        slug: text(200),
        population: int(z.int().nonnegative()),
        area: decimal(8, 2).nullable(),
        budget: bigint().nullable(),
        coat_of_arms: blob(1000).nullable(),
        facts: json().nullable(),
        label: text(400).generated({
          sqlite: "name || ', ' || country_code",
          mysql: "concat(name, ', ', country_code)",
        }),
      },
      { unique: [['country_code', 'slug']], check: ['population >= 0'] },
    ),
    change: table({ city_id: int(), what: text(20) }),
  },
  {
    views: {
      named_city: 'SELECT id, name, population FROM city',
      // In the order of their names this one comes before what it is made of.
      big_city: 'SELECT * FROM named_city WHERE population > 1000000',
    },
    triggers: {
      city_added: {
        sqlite: "CREATE TRIGGER city_added AFTER INSERT ON city BEGIN INSERT INTO change VALUES (NEW.id, 'added'); END",
        mysql:
          "CREATE TRIGGER city_added AFTER INSERT ON city FOR EACH ROW INSERT INTO `change` VALUES (NEW.id, 'added')",
      },
    },
  },
);
