import type { PerEngine } from '../../engines.ts';

export function forEngine(sql: PerEngine<string>): string | undefined {
  return typeof sql === 'string' ? sql : sql.mysql;
}

/** At most one. */
export function textFor(sql: PerEngine<string> | null): readonly string[] {
  const text = sql === null ? undefined : forEngine(sql);
  return text === undefined ? [] : [text];
}
