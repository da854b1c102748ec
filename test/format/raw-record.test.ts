import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../src/dialects/dialect.ts';
import { dialectOf } from '../../src/dialects/registry.ts';
import { csvFormat } from '../../src/format/csv.ts';
import { RecordBytes } from '../../src/format/record-bytes.ts';
import { rawRecord } from '../../src/format/raw-record.ts';
import type { Value } from '../../src/schema/definition.ts';
import { anyRows, everyType, nastyReals, nastyTexts, encoded } from './sample.ts';

const codec = csvFormat(everyType);
const anyRaw = fc.oneof(
  fc.constantFrom(null, undefined, 0n, 1n, 2n, 2n ** 53n, 2n ** 63n, true, new Uint8Array(2), new Refusal('no text')),
  fc.constantFrom<unknown>(...nastyReals, NaN),
  fc.constantFrom<unknown>(...nastyTexts, '1.5', '12:34:56', '2024-02-29 23:59:59.1234567'),
);

test.each(['sqlite', 'mysql'])(
  '%s: the record of a raw row is that of its values, or there is none',
  async (engine) => {
    const dialect = await dialectOf(`${engine}:.`);
    const codecs = everyType.columns.map(({ type }) => dialect.valueCodec(type));
    const write = rawRecord(everyType, dialect);
    const record = (raw: readonly unknown[]): string | null => {
      const records = new RecordBytes();
      records.text('before');
      const isWritten = write(raw, records);
      const text = records.take().toString();
      expect(text.startsWith('before')).toBe(true);
      return isWritten ? text.slice('before'.length) : null;
    };
    const raws = anyRows(everyType, { minLength: 1, maxLength: 1 }).map(([row = []]) => row.map(rawOf));
    const changed = fc.option(fc.tuple(fc.nat({ max: everyType.columns.length - 1 }), anyRaw), { nil: null });
    fc.assert(
      fc.property(raws, changed, (good, change) => {
        const raw = change === null ? good : good.with(change[0], change[1]);
        const values = codecs.map(({ fromDriver }, index) => fromDriver(raw[index]));
        expect(record(raw)).toBe(
          values.some((value) => value instanceof Refusal) ? null : encodedOrNull(values as Value[]),
        );
      }),
      { numRuns: 3000 },
    );
  },
);

/** What the drivers give for a value. */
function rawOf(value: Value, index: number): unknown {
  const kind = everyType.columns[index]?.type.kind;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return kind === 'int' && typeof value === 'number' ? BigInt(value) : value;
}

function encodedOrNull(values: readonly Value[]): string | null {
  try {
    return encoded(codec, values);
  } catch {
    return null;
  }
}
