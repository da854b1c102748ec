import { describe, expect, test } from 'vitest';
import { adoption } from '../../../src/dialects/mysql/adoption.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';

const context = { directory: '/project', file: '.env' };

describe('the database that a connection string names', () => {
  test.each([
    ['mysql://localhost/shop', 'mysql://localhost', 'shop'],
    ['mysql://app:Xq7secret@db.example.org:3307/shop?sslaccept=strict', 'mysql://app@db.example.org:3307', 'shop'],
    ['mysql2://app@localhost:3306/shop/', 'mysql://app@localhost:3306', 'shop'],
    ['mariadb://app:Xq7@127.0.0.1/shop', 'mysql://app@127.0.0.1', 'shop'],
    ['mysql+pymysql://app:Xq7%40%2F@h/shop?charset=utf8mb4', 'mysql://app@h', 'shop'],
    ['jdbc:mariadb://h:3306/shop?user=app&password=Xq7', 'mysql://h:3306', 'shop'],
    [
      'mysql://root@localhost/shop?socket=/run/mysqld.sock',
      'mysql://root@localhost?socket=%2Frun%2Fmysqld.sock',
      'shop',
    ],
    ['mysql://app:$Xq7{}@h/my%20shop', 'mysql://app@h', 'my shop'],
    ['mysql://app:Xq7@Xq7@h/shop', 'mysql://app@h', 'shop'],
  ])('%s', (connection, place, name) => {
    const [found, ...more] = adoption.databasesOf(connection, context);
    expect(found).toMatchObject({ engine: 'mysql', place, name });
    expect(more).toEqual([]);
    expect(JSON.stringify(found)).not.toContain('Xq7');
    expect(() => mysql.locateNamed(place, name)).not.toThrow();
  });

  test.each([
    'mysql://localhost',
    'mysql://localhost/',
    'mysql://app:Xq7/secret@h/shop',
    'mysql://app:1234/Xq7@h/shop',
    'mysql://app:1234?Xq7@h/shop',
    'mysql://app:1234#Xq7@h/shop',
    'mysql://${DB_USER}:${DB_PASSWORD}@${DB_HOST}/shop',
    'mysql://$DB_USER@h/shop',
    'mysql://<user>:<password>@h/shop',
    'mysql://app@h/{{database}}',
    'mysql://app@h/information_schema',
    'mysql://app@h/%zz',
    'mysql://app@h/a%2Fb',
    'postgresql://app:Xq7@h/shop',
    'sqlite:///shop.db',
    './shop.db',
    '',
  ])('%s: none', (connection) => {
    expect(adoption.databasesOf(connection, context)).toEqual([]);
  });
});

test('the name of a version is the one that the dialect looks for', () => {
  expect(adoption.versionedName('app', 3)).toBe(mysql.locate(adoption.defaultPlace, 'app', 3).label);
});
