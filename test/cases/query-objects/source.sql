INSERT INTO word (id, language, word, sound) VALUES
  (1, 'fr', 'fleur', X'0102'), (2, 'nl', 'bloem', NULL), (3, 'fr', 'd''été; DROP TABLE word --', NULL), (4, 'nl', 'zomer', X'FF');
