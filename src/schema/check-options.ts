import { engineNames, type PerEngine } from '../dialects/engines.ts';
import { failure } from '../errors.ts';
import { nearestName } from './nearest-name.ts';

/** Refuses an options object with a key that is not known. `where` begins the message. */
export function checkOptions(where: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw failure('SCHEMA_BAD_DECLARATION', { where, value: options, wanted: 'an object of options' });
  }
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue;
    throw failure('SCHEMA_UNKNOWN_OPTION', { where, option, nearest: nearestName(option, known) ?? null, known });
  }
}

/** Refuses SQL that is empty or is for no engine there is. */
export function checkSql(where: string, sql: PerEngine<string>): void {
  if (typeof sql === 'string') return checkSqlText(where, sql);
  if (typeof sql !== 'object' || sql === null) throw failure('SCHEMA_BAD_SQL', { where, reason: 'is not a text' });
  const engines = Object.keys(sql);
  if (engines.length === 0) throw failure('SCHEMA_BAD_SQL', { where, reason: 'is for no engine' });
  for (const engine of engines) {
    if (!engineNames.some((known) => known === engine)) {
      throw failure('SCHEMA_BAD_SQL', {
        where,
        reason: `names the engine "${engine}"; there are: ${engineNames.join(', ')}`,
      });
    }
  }
  for (const each of Object.values(sql)) checkSqlText(where, each);
}

function checkSqlText(where: string, sql: unknown): void {
  if (typeof sql !== 'string') throw failure('SCHEMA_BAD_SQL', { where, reason: 'is not a text' });
  if (sql.trim() === '') throw failure('SCHEMA_BAD_SQL', { where, reason: 'is empty' });
}
