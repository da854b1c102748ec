import type { Database } from 'better-sqlite3';
import type { ChunkQuery, RawRow } from '../../source.ts';
import { chunked } from '../queries.ts';
import { resultColumns } from '../query-facts.ts';
import { iterated } from './iterated.ts';
import { readChunk } from './read-chunk.ts';
import { windowKey, windows } from './windows.ts';

/** The rows of a chunk in batches, with a `Refusal` in place of text that is not valid. */
export function batches(database: Database, query: ChunkQuery): Generator<readonly RawRow[]> {
  const results = resultColumns(database, chunked(query));
  const chunk = readChunk(
    database,
    results.map(({ name }) => name),
  );
  const key = windowKey(database, query, results);
  return key === null ? iterated(chunk, chunked(query)) : windows(chunk, query, key);
}
