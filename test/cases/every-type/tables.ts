import {
  bigint,
  blob,
  bool,
  date,
  datetime,
  decimal,
  enumeration,
  int,
  json,
  real,
  table,
  text,
  time,
  uuid,
} from 'ntom';

/** The tables of both versions. */
export const tables = {
  value: table(
    {
      id: bigint().primaryKey().autoIncrement(),
      an_int: int().nullable().default(-1),
      a_bigint: bigint().nullable(),
      a_decimal: decimal(65, 30).nullable(),
      money: decimal(10, 2).default('0.00'),
      a_real: real().nullable(),
      a_bool: bool().default(true),
      a_text: text().nullable(),
      short: text(4).nullable().unique(),
      an_enum: enumeration(['NULL', "it's"]).nullable(),
      a_date: date().nullable(),
      a_time: time(6).nullable(),
      a_datetime: datetime(6).nullable(),
      a_json: json().nullable(),
      a_uuid: uuid().nullable(),
      a_blob: blob().nullable(),
      doubled: bigint().nullable().generated('an_int * 2'),
      length: int().nullable().generated('length(short)', { stored: true }),
    },
    { index: [['an_enum', 'a_date']], check: ["money >= '-99999999.99'"] },
  ),
  seen: table({ value_id: bigint().primaryKey().references('value.id', { onDelete: 'cascade' }) }),
};

export const triggers = {
  value_seen:
    'CREATE TRIGGER value_seen AFTER INSERT ON value FOR EACH ROW BEGIN INSERT INTO seen (value_id) VALUES (new.id); END',
};
