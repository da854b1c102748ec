INSERT INTO plant (id, name) VALUES
  (1, 'Tulipe d''été'), (2, ''), (3, 'NULL'), (4, 'öl "Baum" 🌷');
INSERT INTO plant_note (id, plant_id, note) VALUES (1, 1, ''), (2, 1, 'in the shade'), (3, 4, '''');
