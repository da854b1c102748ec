import type { PulledNote } from '../../../dialects/pulled.ts';
import type { ColumnDefinition, NamedSql, SchemaDefinition } from '../../../schema/definition.ts';
import { typeCall } from './column-chain.ts';
import { commentLines, laidOut, type Bracketed, type Item } from './layout.ts';
import { keyLabel, sqlPiece } from './literals.ts';
import { sharedCollation } from './shared-collation.ts';
import { tablePiece, type CommentsOf } from './table-piece.ts';

export type SchemaContent = Omit<SchemaDefinition, 'fingerprint' | 'statements'>;

/**
 * The file that declares a schema: `schema()` makes the same of it. What a schema cannot say, by `notes`, is a comment where
 * it would be.
 *
 * The lists of a table have to be in the order in which `schema()` brings them: what columns say first, in their order.
 */
export function schemaText(schema: SchemaContent, notes: readonly PulledNote[] = []): string {
  const collation = sharedCollation(schema.tables);
  const refused = notes.filter(({ finding }) => finding.severity === 'error');
  const options = optionItems(schema, collation);
  const tables = tableItems(schema, collation, refused);
  const beyond = refused.filter(({ table }) => !schema.tables.some(({ name }) => name === table));
  return [
    `import { ${importedNames(schema).join(', ')} } from 'ntom';`,
    '',
    ...commentLines(beyond.map(({ finding }) => finding.message)),
    `export default ${laidOut(options.length === 0 ? shortCall(schema, tables) : longCall(schema, tables, options))};`,
    '',
  ].join('\n');
}

function shortCall({ version }: SchemaContent, items: readonly Item[]): Bracketed {
  return { open: `schema(${version}, {`, items, close: '})', isOpen: true };
}

function longCall({ version }: SchemaContent, tables: readonly Item[], options: readonly Item[]): Bracketed {
  const items = [
    { piece: String(version) },
    { piece: { open: '{', items: tables, close: '}', isOpen: true } },
    { piece: { open: '{', items: options, close: '}' } },
  ];
  return { open: 'schema(', items, close: ')', isOpen: true };
}

function tableItems(
  { tables }: SchemaContent,
  collation: ColumnDefinition['collation'],
  notes: readonly PulledNote[],
): readonly Item[] {
  return tables.map((table) => {
    const columns = table.columns.map(({ name }) => name);
    const ofTable = notes.filter((note) => note.table === table.name);
    const commentsOf: CommentsOf = (column) =>
      ofTable.filter((note) => note.column === column).map(({ finding }) => finding.message);
    const whole = ofTable.filter(({ column }) => column === null || !columns.includes(column));
    return {
      comments: whole.map(({ finding }) => finding.message),
      label: keyLabel(table.name),
      piece: tablePiece(table, collation, commentsOf),
    };
  });
}

function optionItems(schema: SchemaContent, collation: ColumnDefinition['collation']): readonly Item[] {
  const { indexes, views, triggers } = schema;
  return [
    ...(collation === null ? [] : [{ label: 'collation: ', piece: sqlPiece(collation) }]),
    ...namedItem('indexes', indexes),
    ...namedItem('views', views),
    ...namedItem('triggers', triggers),
  ];
}

function namedItem(label: string, named: readonly NamedSql[]): readonly Item[] {
  if (named.length === 0) return [];
  const items = named.map(({ name, sql }) => ({ label: keyLabel(name), piece: sqlPiece(sql) }));
  return [{ label: `${label}: `, piece: { open: '{', items, close: '}', isOpen: true } }];
}

function importedNames({ tables }: SchemaContent): readonly string[] {
  const types = tables.flatMap((table) => table.columns).map(({ type }) => typeCall(type).replace(/\(.*/s, ''));
  return [...new Set([...types, 'schema', 'table'])].sort();
}
