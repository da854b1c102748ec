/** The database engines there are. Nothing outside `dialects/` names one. */
export const engineNames = ['sqlite', 'mysql'] as const;

export type EngineName = (typeof engineNames)[number];

/** One text for every engine, or one for each engine that is used. */
export type PerEngine<T> = T | { readonly [engine in EngineName]?: T };

/** How names of tables, views, indexes and triggers may not begin, because an engine keeps them for itself. Lower case. */
export const reservedNamePrefixes: readonly string[] = ['sqlite_'];
