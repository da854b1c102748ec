import { bigint, blob, bool, date, datetime, decimal, enumeration, int, real, schema, table, text } from 'ntom';

export default schema(2, {
  plant: table({
    id: int().primaryKey(),
    label: text(40).default('it\'s "ü" 🌷'),
    empty: text(40).default(''),
    is_rare: bool().default(false),
    price: decimal(8, 2).default('0.50'),
    stock: int().default(-1),
    serial: bigint().default(-9007199254740993n),
    growth: real().default(0.1),
    kind: enumeration(['tree', 'herb']).default('herb'),
    sown_on: date().default('2000-02-29'),
    seen_at: datetime(3).default('2000-01-01 00:00:00.000'),
    mark: blob(2).default(new Uint8Array([0, 255])),
    note: text(40).nullable().default('none'),
    name: text(40),
  }),
});
