-- Neighbours have the same type: one in the place of the other would load.
INSERT INTO plant (id, name, latin_name, width, height) VALUES
  (1, 'Tulip', 'Tulipa', 10, 40), (2, '', NULL, 0, -1), (3, 'NULL', '', 9007199254740991, -9007199254740991);
