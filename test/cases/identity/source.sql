INSERT INTO `user` (id, name, active) VALUES (1, 'ada', 1), (5, 'alan', 0);
INSERT INTO note (user_id, body) VALUES (5, 'On computable numbers'), (1, 'Note G');
