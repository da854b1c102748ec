INSERT INTO town (id, name, population, old_flag) VALUES
  (1, 'Bodie', 0, 1), (2, 'Delft', 104000, 0), (3, 'Unknown', NULL, 0), (4, 'Gouda', 75000, 1);
INSERT INTO festival (id, town_id, name) VALUES (1, 2, 'Light'), (2, 4, 'Cheese'), (3, 1, 'Dust'), (4, 4, 'Candles');
INSERT INTO session (token) VALUES ('a'), ('b'), ('c');
