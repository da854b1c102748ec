INSERT INTO entry (id, line) VALUES (10, 'sown'), (9, NULL), (-1, ''), (100, 'sown');
