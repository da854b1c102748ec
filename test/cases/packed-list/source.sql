INSERT INTO article (id, title, tags) VALUES
  (1, 'Tulips', 'garden;spring;red'),
  (2, 'Nothing', ''),
  (3, 'Rye bread', 'kitchen'),
  (4, 'Snow', 'winter;garden');
