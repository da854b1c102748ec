-- Everything that may be NULL is; the rest are defaults.
INSERT INTO `value` (id, an_int) VALUES (1, NULL);

-- The largest.
INSERT INTO `value`
  (id, an_int, a_bigint, a_decimal, money, a_real, a_bool, a_text, short, an_enum, a_date, a_time, a_datetime, a_json, a_uuid, a_blob)
VALUES (2, 9007199254740991, 9223372036854775807, '99999999999999999999999999999999999.999999999999999999999999999999', '99999999.99',
  1.7976931348623157e308, 1, '🜁 𐀀 ｆｕｌｌ', '𝔸𝔹ℂ𝔻', 'it''s', '9999-12-31', '838:59:59', '9999-12-31 23:59:59.999999',
  '{"b": 1.0, "a": [1e400, "\u0000"], "a": 12345678901234567890}', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', X'FF00FF');

-- The smallest.
INSERT INTO `value`
  (id, an_int, a_bigint, a_decimal, money, a_real, a_bool, a_text, short, an_enum, a_date, a_time, a_datetime, a_json, a_uuid, a_blob)
VALUES (3, -9007199254740991, -9223372036854775808, '-0.000000000000000000000000000001', '-99999999.99',
  5e-324, 0, '', '', 'NULL', '0001-01-01', '-838:59:59', '0001-01-01 00:00:00', '""', '00000000-0000-0000-0000-000000000000', X'');

-- Texts that are taken for something else.
INSERT INTO `value` (id, an_int, a_real, a_text, short) VALUES
  (4, 0, 0.1, 'NULL', 'NULL'),
  (5, 1, -0.5, '\N', '\N'),
  (6, 2, 1e21, '"quoted", comma; tab	and = 1+1', '"'),
  (7, 3, 9007199254740993.0, 'two
lines, and a last one
', ','),
  (8, 4, 123456789.123456789, CAST(X'4100420D0A1A' AS CHAR), CAST(X'00' AS CHAR)),
  (9, 5, 2.2250738585072014e-308, CAST(X'EFBBBF62E280A8' AS CHAR), ' '),
  (10, 6, 1, 'one character', CAST(X'C3A9' AS CHAR)),
  (11, 7, 100000000000000000000.0, 'e, then a combining accent', CAST(X'65CC81' AS CHAR));

-- These ids were given once, and must not be given again.
INSERT INTO `value` (id) VALUES (12), (40), (41);
DELETE FROM `value` WHERE id IN (12, 40, 41);
DELETE FROM seen WHERE value_id > 11;
