-- Person 2 is no customer, and books nothing.
INSERT INTO person (id) VALUES (1), (2), (3);
INSERT INTO customer (id) VALUES (3), (1);
INSERT INTO booking (id, who) VALUES (1, 3), (2, NULL), (3, 1), (4, 3);
