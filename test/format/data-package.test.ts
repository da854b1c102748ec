import { expect, test } from 'vitest';
import { dataPackage } from '../../src/format/data-package.ts';
import { manifestTable, partOf, sampleManifest } from './sample-manifest.ts';
import { column, everyType, tableOf } from './sample.ts';

const city = tableOf([column('id', { kind: 'int' }, false), column('name', { kind: 'text', length: 9 })], {
  name: 'city',
  primaryKey: ['id'],
  foreignKeys: [
    {
      name: 'a',
      columns: ['name'],
      parent: 'country',
      parentColumns: ['code'],
      onDelete: 'restrict',
      onUpdate: 'restrict',
      deferred: false,
    },
    {
      name: 'b',
      columns: ['id'],
      parent: 'city',
      parentColumns: ['id'],
      onDelete: 'restrict',
      onUpdate: 'restrict',
      deferred: false,
    },
  ],
});

test('describes the parts in the words of Frictionless', () => {
  const text = dataPackage(sampleManifest(), [city]);
  expect(JSON.parse(text)).toStrictEqual({
    profile: 'tabular-data-package',
    name: 'schema-v3',
    id: sampleManifest().contentId,
    resources: [
      {
        profile: 'tabular-data-resource',
        name: 'city',
        path: 'city.csv',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        dialect: {
          delimiter: ',',
          lineTerminator: '\n',
          quoteChar: '"',
          doubleQuote: true,
          nullSequence: 'NULL',
          header: true,
          caseSensitiveHeader: true,
        },
        schema: {
          fields: [
            { name: 'id', type: 'integer', constraints: { required: true } },
            { name: 'name', type: 'string', constraints: { maxLength: 9 } },
          ],
          missingValues: [],
          primaryKey: ['id'],
          foreignKeys: [
            { fields: ['name'], reference: { resource: 'country', fields: ['code'] } },
            { fields: ['id'], reference: { resource: '', fields: ['id'] } },
          ],
        },
      },
    ],
  });
  expect(text.endsWith('}\n')).toBe(true);
  expect(text).not.toContain('2026');
});

test('has a type for every column type, and a list of paths for several parts', () => {
  const columns = everyType.columns.map(({ name }) => name);
  const written = { ...manifestTable('sample', [partOf('s.1.csv', 'x'), partOf('s.2.csv', 'y')]), columns };
  const types = (encoding: 'csv' | 'jsonl'): string[] => {
    const content = JSON.parse(dataPackage({ ...sampleManifest([written]), encoding }, [everyType]));
    expect(content.resources[0].path).toStrictEqual(['s.1.csv', 's.2.csv']);
    return content.resources[0].schema.fields.map(({ type }: { type: string }) => type);
  };
  const rest = ['string', 'string', 'string', 'string', 'string', 'date', 'string', 'datetime'];
  expect(types('csv')).toStrictEqual(['integer', 'integer', 'number', 'number', 'boolean', ...rest]);
  expect(types('jsonl')).toStrictEqual(['integer', 'string', 'string', 'number', 'boolean', ...rest]);
});
