import type { Database } from 'better-sqlite3';
import { quoted } from '../../ddl.ts';
import type { RawIndex } from './raw-table.ts';

interface IndexInfo {
  readonly name: string;
  readonly unique: bigint;
  readonly origin: RawIndex['origin'];
  readonly partial: bigint;
}

interface IndexColumnInfo {
  readonly cid: bigint;
  readonly name: string | null;
  readonly desc: bigint;
  readonly coll: string;
  readonly key: bigint;
}

/** The indexes of a table, by name in the order of code points. */
export function readIndexes(database: Database, table: string): readonly RawIndex[] {
  const indexes = database.prepare<[string], IndexInfo>('SELECT * FROM pragma_index_list(?) ORDER BY name').all(table);
  return indexes.map(({ name, unique, origin, partial }) => ({
    name,
    isUnique: unique !== 0n,
    origin,
    isPartial: partial !== 0n,
    columns: database
      .prepare<[], IndexColumnInfo>(`PRAGMA index_xinfo(${quoted(name)})`)
      .all()
      .filter(({ key }) => key !== 0n)
      .map((column) => ({
        name: column.cid < 0n ? null : column.name,
        isDescending: column.desc !== 0n,
        collation: column.coll,
      })),
    sql:
      database
        .prepare<[string], string | null>(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?`)
        .pluck()
        .get(name) ?? null,
  }));
}
