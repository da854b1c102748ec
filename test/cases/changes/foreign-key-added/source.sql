INSERT INTO bed (id) VALUES (0), (-1), (9007199254740991);
INSERT INTO plant (id, bed_id) VALUES (1, NULL), (2, 0), (3, 9007199254740991), (4, -1), (5, 0);
