INSERT INTO reading (id, sensor, value) VALUES
  (-7, 'attic', 3), (-6, 'attic', 1), (1, 'cellar', 4), (2, 'attic', 1), (3, 'cellar', 5), (4, 'attic', 9), (5, 'cellar', 2),
  (100, 'attic', 6), (101, 'roof', 5), (1000, 'roof', 3);
INSERT INTO extreme (id, note) VALUES
  (-9223372036854775808, 'the first there is'), (-1, 'before zero'), (0, 'zero'), (9223372036854775807, 'the last there is');
