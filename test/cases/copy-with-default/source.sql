INSERT INTO country (code, name) VALUES
  ('NLD', 'Netherlands'),
  ('ISL', 'Iceland'),
  ('CIV', 'Côte d''Ivoire');
