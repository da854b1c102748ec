import type { PulledNote } from '../../../dialects/pulled.ts';
import type { ColumnDefinition, NamedSql, SchemaStructure } from '../../../schema/definition.ts';
import { commentLines } from '../../../schema/source-text/comment-lines.ts';
import { keyText } from '../../../schema/source-text/key-text.ts';
import {
  hardLine,
  indented,
  joined,
  member,
  object,
  openObject,
  type Layout,
} from '../../../schema/source-text/layout.ts';
import { printLayout } from '../../../schema/source-text/print-layout.ts';
import { sharedCollation } from './shared-collation.ts';
import { sqlLayout } from './sql-layout.ts';
import { tableLayout, type CommentsOn } from './table-layout.ts';

export type SchemaContent = Omit<SchemaStructure, 'statements'>;

/**
 * The file that declares a schema: `schema()` makes the same of it. What a schema cannot say, by `notes`, is a comment where
 * it would be.
 *
 * The lists of a table have to be in the order in which `schema()` brings them: what columns say first, in their order.
 */
export function schemaText(schema: SchemaContent, notes: readonly PulledNote[] = []): string {
  const refused = notes.filter(({ finding }) => finding.severity === 'error');
  const beyond = refused.filter(({ table }) => !schema.tables.some(({ name }) => name === table));
  return [
    printLayout(['import ', object(importedNames(schema)), " from 'ntom';"]),
    '',
    ...beyond.flatMap(({ finding }) => commentLines(finding.message)),
    `${printLayout(['export default ', schemaLayout(schema, refused), ';'])}\n`,
  ].join('\n');
}

/** What the file takes from ntom, and no more. */
function importedNames({ tables }: SchemaContent): readonly string[] {
  const kinds = tables
    .flatMap((table) => table.columns)
    .map(({ type }) => (type.kind === 'enum' ? 'enumeration' : type.kind));
  return [...new Set([...kinds, 'schema', 'table'])].sort();
}

function schemaLayout(schema: SchemaContent, notes: readonly PulledNote[]): Layout {
  const { version } = schema;
  const collation = sharedCollation(schema.tables);
  const tables = openObject(schema.tables.flatMap((table) => tableLines(table, collation, notes)));
  const options = optionMembers(schema, collation);
  if (options.length === 0) return [`schema(${version}, `, tables, ')'];
  const parameters = [String(version), tables, object(options)].map((parameter) => [parameter, ',']);
  return ['schema(', indented([hardLine, joined(parameters, hardLine)]), hardLine, ')'];
}

function tableLines(
  table: SchemaStructure['tables'][number],
  collation: ColumnDefinition['collation'],
  notes: readonly PulledNote[],
): readonly Layout[] {
  const own = notes.filter((note) => note.table === table.name);
  const isThere = (name: string | null): boolean => table.columns.some((column) => column.name === name);
  const commentsOn: CommentsOn = (column) => messages(own.filter((note) => note.column === column));
  return [
    ...messages(own.filter(({ column }) => !isThere(column))).flatMap(commentLines),
    [keyText(table.name), ': ', tableLayout(table, collation, commentsOn), ','],
  ];
}

function messages(notes: readonly PulledNote[]): readonly string[] {
  return notes.map(({ finding }) => finding.message);
}

function optionMembers(schema: SchemaContent, collation: ColumnDefinition['collation']): readonly Layout[] {
  return [
    ...(collation === null ? [] : [member('collation', sqlLayout(collation))]),
    ...namedMember('indexes', schema.indexes),
    ...namedMember('views', schema.views),
    ...namedMember('triggers', schema.triggers),
  ];
}

function namedMember(key: string, named: readonly NamedSql[]): readonly Layout[] {
  if (named.length === 0) return [];
  return [member(key, openObject(named.map(({ name, sql }) => [member(keyText(name), sqlLayout(sql)), ','])))];
}
