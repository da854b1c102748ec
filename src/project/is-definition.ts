import type { PipelineDefinition } from '../pipeline/definition.ts';
import type { SchemaDefinition } from '../schema/definition.ts';

// By shape and not by class: a project may import another copy of ntom than the one that runs.

/** Whether a value is what `schema` returns. */
export function isSchema(value: unknown): value is SchemaDefinition {
  return has(value, 'version', 'number') && has(value, 'fingerprint', 'string') && Array.isArray(value.tables);
}

/** Whether a value is what `pipeline` returns. */
export function isPipeline(value: unknown): value is PipelineDefinition {
  if (!has(value, 'name', 'string') || !has(value, 'from', 'object') || !has(value, 'to', 'object')) return false;
  return isSchema(value.from) && isSchema(value.to) && Array.isArray(value.tables);
}

/** Whether a value has keys. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(value: unknown, key: string, type: string): value is Record<string, unknown> {
  return isObject(value) && typeof (value as Record<string, unknown>)[key] === type;
}
