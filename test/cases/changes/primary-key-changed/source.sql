INSERT INTO country (id, code) VALUES (1, 'nl'), (2, 'NL'), (3, 'ch');
INSERT INTO city (id, country_id) VALUES (1, 2), (2, 1), (3, 3), (4, 2);
