INSERT INTO bed (id, width, length, name) VALUES (1, 3, 4, 'süd'), (2, NULL, 4, 'it''s'), (3, 0, -1, '');
