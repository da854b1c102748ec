INSERT INTO enrolment (student, course, year, seat) VALUES
  (10, 'maths', 2023, 'A1'),
  (2, 'maths', 2023, 'A2'),
  (10, 'music', 2023, 'A1'),
  (2, 'Music', 2024, 'A1');
INSERT INTO grade (id, student, course, mark) VALUES
  (4, 10, 'music', 7), (3, 2, 'maths', 9), (2, NULL, 'maths', 5), (1, 10, NULL, 6), (5, 10, 'maths', NULL);
