INSERT INTO customer (id, name) VALUES (2, 'Bakery'), (1, 'Florist');
INSERT INTO supplier (id, name) VALUES (1, 'Mill'), (2, 'Bakery'), (3, 'Nursery');
