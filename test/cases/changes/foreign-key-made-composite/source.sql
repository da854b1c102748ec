-- With a NULL in it, a key refers to nothing, whatever its other column says.
INSERT INTO item (shop, id) VALUES ('a', 1), ('A', 2), ('', 3);
INSERT INTO `line` (id, shop, item_id) VALUES (1, 'a', 1), (2, 'A', 2), (3, '', 3), (4, NULL, 1), (5, 'nowhere', NULL);
