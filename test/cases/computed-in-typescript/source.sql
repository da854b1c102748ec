INSERT INTO product (id, name, price_cents) VALUES
  (1, 'Crème brûlée', 650),
  (2, 'Coffee, black', 5),
  (3, 'Deposit returned', -120),
  (4, '100 % rye', 0),
  (5, 'Grand piano', 9007199254740991);
