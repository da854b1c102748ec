-- At both ends of what the conditions take. NULL meets every condition.
INSERT INTO plant (id, height, name) VALUES (1, 0, 'é'), (2, 100, 'it''s'), (3, NULL, ' ');
