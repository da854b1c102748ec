INSERT INTO plant (id, state, note) VALUES (1, '', NULL), (2, 'old', ''), (3, 'new', 'NULL'), (4, 'it''s ü', 'none');
