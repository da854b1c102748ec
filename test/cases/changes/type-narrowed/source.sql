-- All at the edge of what the narrower type takes.
INSERT INTO `value` (id, count, name, state, word, code, bytes, price, lasts, at) VALUES
  (1, 9007199254740991, 'äöü🌷', 'on', 'off', '00000000-0000-4000-8000-00000000000a', X'00FF', '-9999.9900', '-838:59:59.000', '9999-12-31 23:59:59.999000'),
  (2, -9007199254740991, '', 'off', NULL, '00000000-0000-4000-8000-00000000000B', X'', '0.0500', '00:00:00.000', '1000-01-01 00:00:00.000000');
