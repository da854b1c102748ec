INSERT INTO log (level, message) VALUES
  (2, 'stopped'), (1, 'started'), (NULL, 'started'), (1, 'started'), (NULL, ''), (2, 'Stopped'), (NULL, 'started');
