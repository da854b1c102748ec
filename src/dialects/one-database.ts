import { failure } from '../errors.ts';

/** The database that this process has open, and how many connections to it. */
let open: { readonly name: string; connections: number } | null = null;

/**
 * Says that a connection to a database is about to be opened. Two databases are never open at the same time: this is where it is
 * made so. Dispose of the claim when the connection is closed.
 *
 * @throws {NtomError} `TWO_DATABASES` when another database is open.
 */
export function claimDatabase(name: string): Disposable {
  if (open !== null && open.name !== name) throw failure('TWO_DATABASES', { open: open.name, refused: name });
  open ??= { name, connections: 0 };
  open.connections += 1;
  let released = false;
  return {
    [Symbol.dispose]() {
      if (released || open === null) return;
      released = true;
      open.connections -= 1;
      if (open.connections === 0) open = null;
    },
  };
}
