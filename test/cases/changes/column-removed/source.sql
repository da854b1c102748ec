INSERT INTO plant (id, code, name, photo) VALUES (1, NULL, 'Tulipe d''été', X'00FF'), (2, '', '', NULL), (3, 'x', 'NULL', X'');
