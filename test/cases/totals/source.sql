INSERT INTO sale (id, region, cents) VALUES
  (1, 'north', 100), (2, 'south', 250), (3, 'north', 75), (4, 'east', 0), (5, 'south', -250), (6, 'north', 1);
