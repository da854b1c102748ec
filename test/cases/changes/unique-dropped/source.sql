-- Codes that only their bytes tell apart: é is written in two ways. NULL equals no other NULL.
INSERT INTO plant (id, code, place, layer) VALUES
  (1, 'a', 1, 1), (2, 'A', 2, 1), (3, 'a ', 3, 1), (4, 'é', 4, 1), (5, 'é', NULL, 2), (6, NULL, NULL, 2), (7, NULL, 0, 3), (8, '', -1, 3);
