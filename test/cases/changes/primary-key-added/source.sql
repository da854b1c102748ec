-- Keys that only their bytes tell apart, and rows that nothing tells apart.
INSERT INTO tag (name, colour) VALUES ('a', 'red'), ('A', NULL), ('a ', ''), ('á', 'red'), ('', 'NULL');
INSERT INTO entry (line) VALUES ('sown'), ('sown'), (NULL), (''), (NULL);
