-- A child before its parent, its own parent, and two that are each other's.
INSERT INTO category (id, parent_id) VALUES (1, 2), (2, NULL), (3, 3), (4, 5), (5, 4);
