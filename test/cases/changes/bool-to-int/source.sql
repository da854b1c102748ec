INSERT INTO plant (id, is_rare, is_eaten) VALUES (1, 0, NULL), (2, 1, 0), (3, 0, 1);
