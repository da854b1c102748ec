-- What was entered differs from what the database computes: it is lost.
INSERT INTO bed (id, width, length, area, label, name) VALUES (1, 3, 4, 11, 'South', 'süd'), (2, NULL, 4, 7, '', 'it''s');
