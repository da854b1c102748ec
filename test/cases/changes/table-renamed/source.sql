-- 9 is gone, and no new plant may get its number.
INSERT INTO plants (id, name) VALUES (1, 'Tulipe d''été'), (2, ''), (3, 'NULL'), (9, 'gone');
DELETE FROM plants WHERE id = 9;
INSERT INTO bed (id, plant_id) VALUES (1, 3), (2, NULL), (3, 1);
