import { expect, test } from 'vitest';
import { ddl } from '../../../src/dialects/mysql/ddl.ts';
import { int, schema, table, text } from '../../../src/index.ts';

const made = schema(1, {
  country: table({ id: int().primaryKey(), code: text(3).unique(), name: text(50).unique() }),
  city: table({ id: int().primaryKey(), country_code: text(3).references('country.code', { onDelete: 'cascade' }) }),
});

test('a key that others refer to comes with the table, other keys after the rows', () => {
  const { tables, indexes } = ddl(made, { name: 'utf8mb4_bin' });
  expect(tables[0]).toContain('UNIQUE INDEX `country_code_unique` (`code`)');
  expect(tables[0]).not.toContain('country_name_unique');
  expect(indexes[0]).toBe('ALTER TABLE `country` ADD UNIQUE INDEX `country_name_unique` (`name`)');
});

test('a table and its columns, after the rows its foreign keys', () => {
  const { tables, indexes } = ddl(made, { name: 'utf8mb4_bin' });
  expect(tables[1]).toBe(
    [
      'CREATE TABLE `city` (',
      '  `id` BIGINT NOT NULL,',
      '  `country_code` VARCHAR(3) NOT NULL,',
      '  PRIMARY KEY (`id`)',
      ') ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin',
    ].join('\n'),
  );
  expect(indexes[1]).toBe(
    'ALTER TABLE `city` ADD CONSTRAINT `city_country_code_fkey` FOREIGN KEY (`country_code`) REFERENCES `country` (`code`) ON DELETE CASCADE',
  );
});
