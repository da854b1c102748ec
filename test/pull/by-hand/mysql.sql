-- As people write it over the years: old character sets, sets and bits, names that need quotes, views and triggers.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE region (
  code CHAR(2) NOT NULL PRIMARY KEY,
  name VARCHAR(40) CHARACTER SET latin1 NOT NULL
) ENGINE=InnoDB COMMENT='from the old system';

CREATE TABLE `order` (
  `order id` INT UNSIGNED NOT NULL AUTO_INCREMENT,
  `Größe` DECIMAL(6,3) UNSIGNED ZEROFILL DEFAULT NULL,
  `group` VARCHAR(20) CHARACTER SET utf8mb3 DEFAULT NULL,
  region CHAR(2) NOT NULL DEFAULT 'CH',
  flags BIT(12) NOT NULL DEFAULT b'101',
  is_open BIT(1) NOT NULL DEFAULT b'1',
  days SET('mon','tue','wed','thu') NOT NULL DEFAULT 'mon,tue',
  kind ENUM('','a','b') NOT NULL DEFAULT '',
  made_in YEAR NOT NULL DEFAULT 2000,
  rate FLOAT(7,4) DEFAULT NULL,
  small TINYINT(3) UNSIGNED DEFAULT 255,
  number INT(8) ZEROFILL DEFAULT NULL,
  hash BINARY(4) DEFAULT NULL,
  changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'by whom? see log',
  ordered_at TIMESTAMP NULL DEFAULT NULL,
  picture MEDIUMBLOB,
  story MEDIUMTEXT,
  `weight in g` INT GENERATED ALWAYS AS (`number` * 1000) VIRTUAL,
  PRIMARY KEY (`order id`),
  UNIQUE KEY `group` (`group`, region),
  KEY changed (changed, ordered_at),
  KEY story (story(10)),
  CONSTRAINT order_region FOREIGN KEY (region) REFERENCES region (code) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT small_is_small CHECK (small < 200 OR small = 255)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;

CREATE TABLE `order.item` (
  `order id` INT UNSIGNED NOT NULL,
  pos SMALLINT NOT NULL,
  sku VARCHAR(30) NOT NULL,
  amount BIGINT UNSIGNED NOT NULL DEFAULT 1,
  price DOUBLE(10,2) NOT NULL DEFAULT 0.00,
  PRIMARY KEY (`order id`, pos),
  UNIQUE KEY one_sku (sku, `order id`),
  FOREIGN KEY (`order id`) REFERENCES `order` (`order id`) ON DELETE CASCADE
) ENGINE=InnoDB;

CREATE TABLE return_of (
  `order id` INT UNSIGNED NOT NULL,
  pos SMALLINT NOT NULL,
  reason TINYTEXT,
  KEY of_item (`order id`, pos),
  CONSTRAINT of_item FOREIGN KEY (`order id`, pos) REFERENCES `order.item` (`order id`, pos)
) ENGINE=InnoDB;

CREATE TABLE log (
  what VARCHAR(200) NOT NULL,
  at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
) ENGINE=InnoDB;

CREATE VIEW z_totals AS SELECT i.`order id`, SUM(i.amount * i.price) AS total FROM `order.item` i GROUP BY i.`order id`;
CREATE VIEW large AS SELECT t.*, o.region FROM z_totals t JOIN `order` o USING (`order id`) WHERE t.total > 100;

INSERT INTO region VALUES ('CH', 'Zürich'), ('DE', 'Köln');
INSERT INTO `order` (`order id`, `Größe`, `group`, region, flags, is_open, days, kind, made_in, rate, small, number, hash, changed, ordered_at, picture, story) VALUES
  (1, 1.5, 'Ä', 'CH', b'101010101010', b'0', 'wed,mon', 'a', 1901, 0.1234, 0, 42, X'0102', '2024-03-31 01:30:00', '1970-01-02 00:00:00', X'FF00', 'Once'),
  (5, NULL, NULL, 'DE', b'0', b'1', '', '', 0, NULL, 255, NULL, NULL, '2024-01-01 00:00:00', NULL, NULL, NULL);
INSERT INTO `order.item` VALUES (1, 1, 'pen', 9223372036854775807, 0.10), (1, 2, 'ink', 0, 99999999.99), (5, 1, 'pen', 7, 1.00);
INSERT INTO return_of VALUES (1, 2, 'dry'), (1, 2, NULL);
INSERT INTO log VALUES ('begun', '2024-01-01 00:00:00.000001'), ('begun', '2024-01-01 00:00:00.000001');

SET SESSION sql_mode = DEFAULT;
CREATE TRIGGER item_after AFTER INSERT ON `order.item` FOR EACH ROW BEGIN
  INSERT INTO log (what) VALUES (CONCAT('item ', NEW.sku));
  INSERT INTO log (what) VALUES ('and "more"');
END;
CREATE TRIGGER an_order BEFORE UPDATE ON `order` FOR EACH ROW SET NEW.story = COALESCE(NEW.story, OLD.story);
