INSERT INTO plant (id, title, height) VALUES (1, 'Tulipe d''été', '0.40'), (2, '', NULL), (3, 'NULL', '-999.99');
