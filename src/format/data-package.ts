import type { ColumnDefinition, ForeignKeyDefinition, TableDefinition } from '../schema/definition.ts';
import { compressedExtension } from './compression.ts';
import { dataPackageFile } from './file-name.ts';
import { textFile } from './manifest-file.ts';
import type { Manifest, ManifestTable } from './manifest.ts';
import type { PartStore } from './store.ts';

/** A manifest before there is a data package. */
export type Undescribed = Omit<Manifest, 'dataPackage'>;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** ntom's CSV in the words of the CSV Dialect specification. */
const csvDialect = {
  delimiter: ',',
  lineTerminator: '\n',
  quoteChar: '"',
  doubleQuote: true,
  nullSequence: 'NULL',
  header: true,
  caseSensitiveHeader: true,
};

/**
 * Writes `datapackage.json` of a manifest, and returns the manifest that knows it.
 *
 * @param tables of the target schema.
 * @throws {NtomError} `WRITE_FAILED`.
 */
export async function putDataPackage(
  store: PartStore,
  manifest: Undescribed,
  tables: readonly TableDefinition[],
): Promise<Manifest> {
  const { bytes, sha256 } = await store.put(dataPackageFile, textFile(dataPackage(manifest, tables)));
  return { ...manifest, dataPackage: { bytes, sha256 } };
}

/**
 * The text of `datapackage.json`, a Frictionless Data Package (version 1) that tells other tools what the parts are. Made from
 * the manifest; its content is never used, only proved to be this; without a time stamp, so that the same data give the same file.
 *
 * @param tables of the target schema.
 */
export function dataPackage(manifest: Undescribed, tables: readonly TableDefinition[]): string {
  const definitions = new Map(tables.map((table) => [table.name, table]));
  const resources = manifest.tables.flatMap((written) => {
    const table = definitions.get(written.name);
    return table === undefined ? [] : [resource(manifest, written, table)];
  });
  const content = {
    profile: manifest.encoding === 'csv' ? 'tabular-data-package' : 'data-package',
    name: `schema-v${manifest.target.schema}`,
    id: manifest.contentId,
    resources,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function resource({ encoding }: Undescribed, written: ManifestTable, table: TableDefinition): Json {
  const [first, ...others] = written.parts.map(({ path }) => path);
  const compression = written.parts[0]?.content?.compression;
  return {
    profile: encoding === 'csv' ? 'tabular-data-resource' : 'data-resource',
    name: table.name,
    path: first !== undefined && others.length === 0 ? first : written.parts.map(({ path }) => path),
    format: encoding,
    mediatype: encoding === 'csv' ? 'text/csv' : 'application/jsonl',
    encoding: 'utf-8',
    ...(compression === undefined ? {} : { compression: compressedExtension(compression).slice(1) }),
    ...(encoding === 'csv' ? { dialect: csvDialect } : {}),
    schema: tableSchema(encoding, written, table),
  };
}

function tableSchema(encoding: Manifest['encoding'], written: ManifestTable, table: TableDefinition): Json {
  const extracted = table.columns.filter(({ name }) => written.columns.includes(name));
  return {
    fields: extracted.map((column) => field(encoding, column)),
    // None but NULL of the dialect: an empty text is a text.
    missingValues: [],
    ...(table.primaryKey.length > 0 ? { primaryKey: table.primaryKey } : {}),
    ...(table.foreignKeys.length > 0 ? { foreignKeys: table.foreignKeys.map((key) => foreignKey(table, key)) } : {}),
  };
}

function foreignKey(table: TableDefinition, { columns, parent, parentColumns }: ForeignKeyDefinition): Json {
  // The specification writes a table's reference to itself as an empty name.
  return { fields: columns, reference: { resource: parent === table.name ? '' : parent, fields: parentColumns } };
}

function field(encoding: Manifest['encoding'], { name, type, nullable }: ColumnDefinition): Json {
  const constraints = {
    ...(nullable ? {} : { required: true }),
    ...(type.kind === 'text' && type.length !== null ? { maxLength: type.length } : {}),
    ...(type.kind === 'enum' ? { enum: type.values } : {}),
  };
  return { name, ...fieldType(encoding, type), ...(Object.keys(constraints).length > 0 ? { constraints } : {}) };
}

function fieldType(encoding: Manifest['encoding'], type: ColumnDefinition['type']): Record<string, Json> {
  switch (type.kind) {
    case 'int':
      return { type: 'integer' };
    case 'bigint':
      return { type: encoding === 'csv' ? 'integer' : 'string' };
    case 'decimal':
      return { type: encoding === 'csv' ? 'number' : 'string' };
    case 'real':
      return { type: 'number' };
    case 'bool':
      return encoding === 'csv' ? { type: 'boolean', trueValues: ['1'], falseValues: ['0'] } : { type: 'boolean' };
    case 'date':
      return { type: 'date' };
    case 'datetime':
      return { type: 'datetime', format: type.precision === 0 ? '%Y-%m-%d %H:%M:%S' : '%Y-%m-%d %H:%M:%S.%f' };
    case 'uuid':
      return { type: 'string', format: 'uuid' };
    default:
      return { type: 'string' };
  }
}
