import { finding, type Finding } from '../../finding.ts';
import { schemaFile } from '../../project/definition-files.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { lineOfKey } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';

/** Tables without a primary key. Not of a released schema, which is no longer to change. */
export function checkPrimaryKeys(schema: SchemaDefinition, sources: SourceFiles): readonly Finding[] {
  const file = schemaFile(schema.version);
  return schema.tables
    .filter(({ primaryKey }) => primaryKey.length === 0)
    .map(({ name }) => {
      const line = lineOfKey(sources.text(file), name);
      return finding('SCHEMA_WITHOUT_PRIMARY_KEY', { schema: schema.version, table: name }, { file, line });
    });
}
