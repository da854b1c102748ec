import Database from 'better-sqlite3';

/** The rows of a query on a database file. */
export function queryAll(file: string, sql: string): Record<string, unknown>[] {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return database.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
}
