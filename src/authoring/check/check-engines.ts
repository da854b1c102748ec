import type { EngineRules } from '../../dialects/engine-rules.ts';
import type { EngineName } from '../../dialects/engines.ts';
import { finding, type Finding } from '../../finding.ts';
import { schemaFile } from '../../project/definition-files.ts';
import type { SchemaDefinition } from '../../schema/definition.ts';
import { lineOfKey } from './source-lines.ts';
import type { SourceFiles } from './source-files.ts';

/**
 * What an engine cannot hold of a schema. One by one for the engine of the place; for every other in one warning a schema: who
 * never moves there reads no more of it.
 */
export function checkEngines(
  schema: SchemaDefinition,
  rules: readonly EngineRules[],
  engine: EngineName,
  sources: SourceFiles,
): readonly Finding[] {
  const file = schemaFile(schema.version);
  return rules.flatMap((each) => {
    const limits = each.limits(schema);
    const refused = each.engine === engine ? limits.filter(({ isRefused }) => isRefused) : [];
    const rest = limits.filter((limit) => !refused.includes(limit));
    const details = { schema: schema.version, engine: each.engine };
    return [
      ...refused.map(({ where, reason }) => {
        const line = lineOfKey(sources.text(file), where?.replace(/^table /, '') ?? '');
        return finding('SCHEMA_REFUSED_BY_ENGINE', { ...details, where, reason }, { file, line });
      }),
      ...(rest.length > 0 ? [finding('SCHEMA_DIFFERS_BY_ENGINE', { ...details, limits: rest }, { file })] : []),
    ];
  });
}
