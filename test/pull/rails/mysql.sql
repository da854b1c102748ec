-- As `rails db:migrate` writes it with the mysql2 adapter: accounts, polymorphic comments and Active Storage.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `schema_migrations` (`version` varchar(255) NOT NULL PRIMARY KEY);
CREATE TABLE `ar_internal_metadata` (`key` varchar(255) NOT NULL PRIMARY KEY, `value` varchar(255), `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL);
CREATE TABLE `accounts` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `name` varchar(255) NOT NULL, `active` tinyint(1) DEFAULT 1 NOT NULL, `plan` int DEFAULT 0 NOT NULL, `balance` decimal(10,2) DEFAULT 0.0, `fee` float, `notes` text, `preferences` json, `logins_count` bigint DEFAULT 0, `founded_on` date, `opens_at` time, `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL) CHARSET=utf8mb4;
CREATE UNIQUE INDEX `index_accounts_on_name` ON `accounts` (`name`);
CREATE TABLE `users` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `account_id` bigint NOT NULL, `email` varchar(255) DEFAULT '' NOT NULL COMMENT 'to sign in', `encrypted_password` varchar(255) DEFAULT '' NOT NULL, `sign_in_count` int DEFAULT 0 NOT NULL, `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL, INDEX `index_users_on_account_id`  (`account_id`), UNIQUE INDEX `index_users_on_email`  (`email`), CONSTRAINT `fk_rails_61ac11da2b`
FOREIGN KEY (`account_id`)
  REFERENCES `accounts` (`id`)
) COMMENT='people who sign in';
CREATE TABLE `comments` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `commentable_type` varchar(255) NOT NULL, `commentable_id` bigint NOT NULL, `user_id` bigint, `body` text NOT NULL, `body_digest` varchar(32) AS (md5(`body`)) STORED, `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL, INDEX `index_comments_on_commentable`  (`commentable_type`, `commentable_id`), INDEX `index_comments_on_user_id`  (`user_id`), CONSTRAINT `fk_rails_03de2dc08c`
FOREIGN KEY (`user_id`)
  REFERENCES `users` (`id`)
 ON DELETE SET NULL);
CREATE INDEX `index_comments_on_created_at` ON `comments` (`created_at` DESC);
CREATE INDEX `index_comments_on_body` ON `comments` (`body`(20));
CREATE TABLE `active_storage_blobs` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `key` varchar(255) NOT NULL, `filename` varchar(255) NOT NULL, `metadata` text, `byte_size` bigint NOT NULL, `checksum` varchar(255), `created_at` datetime(6) NOT NULL, UNIQUE INDEX `index_active_storage_blobs_on_key`  (`key`));
ALTER TABLE `accounts` ADD CONSTRAINT `plan_known` CHECK (plan in (0, 1, 2));

INSERT INTO `schema_migrations` (version) VALUES ('20240101000000'), ('20240102000000');
INSERT INTO `ar_internal_metadata` (`key`, `value`, `created_at`, `updated_at`) VALUES ('environment', 'production', '2024-01-01 00:00:00.000001', '2024-01-01 00:00:00.000001');
INSERT INTO `accounts` VALUES
(1, 'Acme', 1, 2, 12.50, 0.25, 'A note
of two lines', '{"colour": "red"}', 9007199254740993, '1999-12-31', '09:00:00', '2024-01-01 00:00:00.000001', '2024-01-01 00:00:00.999999'),
(2, 'Émile', 0, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, '2024-01-01 00:00:00', '2024-01-01 00:00:00');
INSERT INTO `users` VALUES (1, 1, 'ada@example.org', 'x', 3, '2024-01-01 00:00:00', '2024-01-01 00:00:00'), (2, 1, 'bob@example.org', '', 0, '2024-01-01 00:00:00', '2024-01-01 00:00:00');
INSERT INTO `comments` (`id`, `commentable_type`, `commentable_id`, `user_id`, `body`, `created_at`, `updated_at`) VALUES
(1, 'Account', 1, 1, 'Fine', '2024-01-01 00:00:00', '2024-01-01 00:00:00'), (2, 'User', 2, NULL, 'Émile says "no"', '2024-01-02 00:00:00', '2024-01-02 00:00:00');
INSERT INTO `active_storage_blobs` VALUES (1, 'k1', 'a.png', '{"identified":true}', 5000000000, 'abc==', '2024-01-01 00:00:00');
