-- Digits with zeros in front, the largest integers, and an empty text for none.
INSERT INTO plant (id, number, height) VALUES
  (1, '007', NULL), (2, '0', ''), (3, '9007199254740991', '-9007199254740991'), (4, '-12', '40');
