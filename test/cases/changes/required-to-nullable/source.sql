INSERT INTO plant (id, name, stock, photo) VALUES (1, '', 0, X''), (2, 'NULL', -1, X'00'), (3, 'é', 9007199254740991, X'4E554C4C');
