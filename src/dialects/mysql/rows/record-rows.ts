import type { FieldPacket } from 'mysql2';
import { compileRecorder } from '../../../schema/compile.ts';
import type { Recording, RowSink } from '../../row-sink.ts';
import { binaryRowReader } from './binary-rows.ts';
import { constantField, recordField } from './record-fields.ts';
import { RowBytes, type RowPacket } from './row-bytes.ts';

/** A longer row is made of values: its record may be too long. */
const mostRecordedBytes = 2 ** 24;

/**
 * Gives rows of the binary protocol to a sink: as records where these are certain, which is nearly always.
 *
 * @throws {Error} for a row that is longer or shorter than its columns.
 */
export function rowRecorder(fields: readonly FieldPacket[], sink: RowSink): (packet: RowPacket) => void {
  const read = binaryRowReader(fields);
  const { recording } = sink;
  const record = recording === null ? null : recordWriter(fields, recording);
  return (packet) => {
    const isLong = packet.end - packet.offset > mostRecordedBytes;
    if (isLong || record === null || !record(packet)) sink.row(read(packet));
  };
}

/** Writes the record of a row; false: it does not. null: the columns do not come in the order of the fields of a record. */
function recordWriter(
  fields: readonly FieldPacket[],
  { fields: recorded, out, ...recording }: Recording,
): ((packet: RowPacket) => boolean) | null {
  const keys = recorded.map(({ key }) => key).filter((key) => key >= 0);
  if (keys.length !== fields.length || keys.some((key, index) => key !== index)) return null;
  const write = compileRecorder<RowBytes, Recording['out']>(
    recorded.map((each) => {
      const field = fields[each.key];
      return {
        record: field === undefined ? constantField(each) : recordField(each, field, each.key),
        after: each.after,
      };
    }),
  );
  const row = new RowBytes();
  return (packet) => {
    const before = out.length;
    row.begin(packet, fields.length);
    const values = write(row, out);
    if (values === undefined || row.at !== packet.end) {
      out.cut(before);
      return false;
    }
    recording.recorded(values);
    return true;
  };
}
