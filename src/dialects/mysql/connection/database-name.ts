const ownDatabases = ['information_schema', 'mysql', 'performance_schema', 'sys'];

/** Why no application's database has that name on a server; null: it may. */
export function databaseNameProblem(name: string): string | null {
  if (ownDatabases.includes(name.toLowerCase())) return "it is the server's own";
  if (/[/\\]/.test(name) || /^\.+$/.test(name)) return 'it has to be the name of a database on the server, not a path';
  if (/\p{Cc}|[\u{10000}-\u{10ffff}]|\s$/u.test(name)) return 'no server allows one of its characters';
  return name.length > 64 ? 'it is longer than 64 characters' : null;
}
