INSERT INTO task (id, title) VALUES (1, 'sow'), (2, 'water'), (3, 'weed'), (7, 'harvest');
