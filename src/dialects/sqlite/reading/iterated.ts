import type { BoundQuery, RawRow } from '../../source.ts';
import { asBytes } from '../queries.ts';
import { prepare } from '../query-facts.ts';
import { bytesReader, isReadAsText, Weight } from '../rows.ts';
import { batchBytes, batchRows, type ReadChunk } from './read-chunk.ts';

/** Row by row. From the first batch with a text in doubt on, the rest of the chunk is read again as bytes. */
export function* iterated({ database, columns, encoding }: ReadChunk, chunk: BoundQuery): Generator<readonly RawRow[]> {
  let certain = 0;
  let isInDoubt = !isReadAsText(encoding);
  if (!isInDoubt) {
    for (const { rows, weight } of gathered(prepare(database, chunk).iterate())) {
      isInDoubt = weight.isInDoubt;
      if (isInDoubt) break;
      yield rows;
      certain += rows.length;
    }
  }
  if (!isInDoubt) return;
  const rest = prepare(database, asBytes(chunk, columns, certain)).iterate();
  for (const { rows } of gathered(decoded(rest, encoding))) yield rows;
}

function* decoded(rows: Iterable<RawRow>, encoding: string): Generator<RawRow> {
  const read = bytesReader(encoding);
  for (const row of rows) yield read(row);
}

interface Batch {
  readonly rows: RawRow[];
  readonly weight: Weight;
}

function* gathered(rows: Iterable<RawRow>): Generator<Batch> {
  let batch: Batch = { rows: [], weight: new Weight() };
  for (const row of rows) {
    batch.rows.push(row);
    batch.weight.add(row);
    if (batch.rows.length < batchRows && batch.weight.bytes < batchBytes) continue;
    yield batch;
    batch = { rows: [], weight: new Weight() };
  }
  yield batch;
}
