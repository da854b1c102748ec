INSERT INTO `order` (`group`, `select`, `a "quoted" column`, `it's`) VALUES (1, 'all', 'x "y" z', NULL), (2, NULL, '', 3);
INSERT INTO `two words/and a slash.db` (`order.group`, `日本 語`, `Ünïcödé`) VALUES (2, '東京', 'ß'), (1, '京都', NULL);
INSERT INTO chunk (c0, `?`, `$1`, `:name`) VALUES (1, '?', '$1', ':name'), (2, '�', 'not damaged: �', ''), (3, '', '', '�');
INSERT INTO object (constructor, hasOwnProperty, valueOf) VALUES (1, 'constructor', NULL), (2, '__proto__', 'prototype');
INSERT INTO ```back``tick, comma` (````, `,`) VALUES (1, '`'), (2, ',');
INSERT INTO `left.behind` (`a.b`) VALUES (1);
INSERT INTO `partly.kept` (id, `old.name`, __new) VALUES (1, 'old', 'new');
