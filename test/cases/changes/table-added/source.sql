INSERT INTO plant (id, name) VALUES
  (1, 'Tulipe d''été'), (2, ''), (3, 'NULL'), (4, 'öl "Baum" 🌷');
