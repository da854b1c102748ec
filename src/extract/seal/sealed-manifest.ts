import { isAccounted } from '../../format/account-contradiction.ts';
import { contentIdOf } from '../../format/content-id.ts';
import type { Undescribed } from '../../format/data-package.ts';
import { requirementsOf, type Account, type Manifest, type ManifestTable } from '../../format/manifest.ts';
import { packageVersion } from '../../package-version.ts';

/**
 * What the manifest of a sealed extract says: where it comes from, as before, and that it was edited. `files`: which were not as
 * the earlier manifest says.
 */
export function sealedManifest(
  earlier: Manifest,
  tables: readonly ManifestTable[],
  files: readonly string[],
): Undescribed {
  const sealing = {
    at: new Date().toISOString(),
    tool: `ntom ${packageVersion()}`,
    contentId: earlier.contentId,
    files: [...files],
  };
  return {
    ...earlier,
    requires: [...requirementsOf(tables)],
    contentId: contentIdOf(tables),
    tables,
    accounting: earlier.accounting.map((account) => withEdited(account, editedTables(earlier, tables))),
    sealed: [...earlier.sealed, sealing],
  };
}

/** By name, the number of rows of tables whose rows are others than before. */
function editedTables(earlier: Manifest, tables: readonly ManifestTable[]): ReadonlyMap<string, number> {
  const edited = tables.filter(({ rows, rowHash }, index) => {
    const before = earlier.tables[index];
    return before?.rows !== rows || before.rowHash !== rowHash;
  });
  return new Map(edited.map(({ name, rows }) => [name, rows]));
}

/** How rows of the source became those of an edited table is not known any more. */
function withEdited(account: Account, edited: ReadonlyMap<string, number>): Account {
  const written = account.written.map((entry) => {
    const rows = edited.get(entry.table);
    return rows === undefined ? entry : { ...entry, rows, how: 'edited' as const, counted: null };
  });
  return { ...account, written, complete: isAccounted({ ...account, written }) };
}
