INSERT INTO item (id, shop_id, name) VALUES (1, 2, 'Spade'), (2, 10, ''), (3, -1, 'NULL'), (10, 2, 'Râteau');
