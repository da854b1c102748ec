INSERT INTO person (id, name, street, city) VALUES
  (1, 'Ada', '12 St James''s Square', 'London'),
  (2, 'Grace', NULL, NULL),
  (3, 'Alan', NULL, 'Wilmslow'),
  (4, 'Edsger', '"De Beukenhof"', 'Nuenen');
