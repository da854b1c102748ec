CREATE TABLE `__drizzle_migrations` (
				id SERIAL PRIMARY KEY,
				hash text NOT NULL,
				created_at numeric
			);
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text(256) NOT NULL,
	`email` text NOT NULL,
	`is_admin` integer DEFAULT false NOT NULL,
	`role` text DEFAULT 'user' NOT NULL,
	`score` real DEFAULT 1.5,
	`balance` numeric,
	`settings` text DEFAULT '{}' NOT NULL,
	`picture` blob,
	`created_at` integer DEFAULT (unixepoch()) NOT NULL,
	`updated_at` text DEFAULT CURRENT_TIMESTAMP,
	`full` text GENERATED ALWAYS AS ("name" || ' <' || "email" || '>') VIRTUAL,
	CONSTRAINT "name_check" CHECK("users"."name" <> '')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_lower_email` ON `users` (lower("email"));--> statement-breakpoint
CREATE INDEX `users_created_at_idx` ON `users` ("created_at" desc);--> statement-breakpoint
CREATE TABLE `memberships` (
	`user_id` integer NOT NULL,
	`club` text NOT NULL,
	`since` integer,
	PRIMARY KEY(`user_id`, `club`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `users` ADD `invited_by` integer REFERENCES users(id);--> statement-breakpoint
CREATE VIEW `admins` AS select "id", "name" from "users" where "users"."is_admin" = 1;
INSERT INTO `__drizzle_migrations` VALUES (NULL, '5d41402abc4b2a76b9719d911017c592', 1709288100123);
INSERT INTO `users` (`name`, `email`, `is_admin`, `balance`, `picture`, `created_at`) VALUES
  ('Ada', 'ada@example.org', 1, 12.5, x'00', 1709288100), ('Bob', 'bob@example.org', 0, NULL, NULL, 1709288101);
UPDATE `users` SET `updated_at` = '2024-03-01 10:15:00', `invited_by` = nullif(1, `id`);
INSERT INTO `memberships` VALUES (1, 'chess', 1709288100), (2, 'chess', NULL);
