-- As `drizzle-kit generate` writes it for MySQL: a shop.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `__drizzle_migrations` (
	`id` serial PRIMARY KEY,
	`hash` text NOT NULL,
	`created_at` bigint
);
CREATE TABLE `customers` (
	`id` int AUTO_INCREMENT NOT NULL,
	`email` varchar(256) NOT NULL,
	`vip` boolean NOT NULL DEFAULT false,
	`points` bigint NOT NULL DEFAULT 0,
	`credit` decimal(10,2) DEFAULT '0',
	`rating` double DEFAULT 4.5,
	`profile` json,
	`level` enum('bronze','silver','gold') NOT NULL DEFAULT 'bronze',
	`created_at` timestamp NOT NULL DEFAULT (now()),
	`seen_at` datetime(3),
	`born_in` year,
	`opens_at` time,
	CONSTRAINT `customers_id` PRIMARY KEY(`id`),
	CONSTRAINT `customers_email_unique` UNIQUE(`email`)
);

CREATE TABLE `orders` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`customer_id` int NOT NULL,
	`number` char(12) NOT NULL,
	`total` decimal(12,4) NOT NULL,
	`total_with_tax` decimal(12,4) GENERATED ALWAYS AS (`total` * 1.2) STORED,
	`token` binary(16),
	`note` tinytext,
	CONSTRAINT `orders_id` PRIMARY KEY(`id`),
	CONSTRAINT `orders_number_unique` UNIQUE(`number`),
	CONSTRAINT `total_check` CHECK(`orders`.`total` >= 0)
);

CREATE TABLE `order_lines` (
	`order_id` bigint unsigned NOT NULL,
	`line` tinyint unsigned NOT NULL,
	`sku` varchar(40) NOT NULL,
	`quantity` mediumint NOT NULL DEFAULT 1,
	CONSTRAINT `order_lines_order_id_line_pk` PRIMARY KEY(`order_id`,`line`)
);

ALTER TABLE `orders` ADD CONSTRAINT `orders_customer_id_customers_id_fk` FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON DELETE no action ON UPDATE no action;
ALTER TABLE `order_lines` ADD CONSTRAINT `order_lines_order_id_orders_id_fk` FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON DELETE cascade ON UPDATE no action;
CREATE INDEX `sku_idx` ON `order_lines` (`sku`);
CREATE INDEX `customers_level_idx` ON `customers` (`level`,`points`);
CREATE VIEW `big_orders` AS (select `id`, `number`, `total` from `orders` where `orders`.`total` > 100);

INSERT INTO `__drizzle_migrations` (`hash`, `created_at`) VALUES ('5f0c', 1717171717171);
INSERT INTO `customers` (`id`, `email`, `vip`, `points`, `credit`, `rating`, `profile`, `level`, `created_at`, `seen_at`, `born_in`, `opens_at`) VALUES
	(1, 'a@example.org', true, 9007199254740993, '10.50', 0.1, '{"a":[1,2]}', 'gold', '2024-01-01 10:00:00', '2024-01-01 10:00:00.123', 1984, '-12:30:00'),
	(2, 'b@example.org', false, 0, NULL, NULL, NULL, 'bronze', '2024-01-02 10:00:00', NULL, NULL, NULL);
INSERT INTO `orders` (`id`, `customer_id`, `number`, `total`, `token`, `note`) VALUES
	(1, 1, 'A-1', 99.9999, X'0102', 'x'),
	(3, 1, 'A-2', 1000, NULL, NULL);
INSERT INTO `order_lines` (`order_id`, `line`, `sku`, `quantity`) VALUES (1, 1, 'pen', 10), (1, 2, 'ink', 1), (3, 1, 'pen', -1);
