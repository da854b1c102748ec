INSERT INTO plant (id, price, weight, height) VALUES
  (1, '-9999.99', '9999.9900', '99.99'), (2, '0.05', '-0.0500', '-0.01'), (3, '0.00', NULL, '0.10');
