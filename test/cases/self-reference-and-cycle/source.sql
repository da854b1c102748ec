INSERT INTO employee (id, name, manager_id, department_code) VALUES
  (1, 'Trainee', 2, 'shop'),
  (2, 'Clerk', 4, 'shop'),
  (3, 'Owner', NULL, 'head'),
  (4, 'Manager', 3, 'shop'),
  (5, 'Own master', 5, 'head');
INSERT INTO department (code, head_id) VALUES ('shop', 4), ('head', 3);
