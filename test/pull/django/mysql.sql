-- As `python manage.py sqlmigrate` shows it for MySQL: Django's own tables, and polls.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `django_migrations` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `app` varchar(255) NOT NULL, `name` varchar(255) NOT NULL, `applied` datetime(6) NOT NULL);
CREATE TABLE `django_content_type` (`id` integer AUTO_INCREMENT NOT NULL PRIMARY KEY, `app_label` varchar(100) NOT NULL, `model` varchar(100) NOT NULL);
ALTER TABLE `django_content_type` ADD CONSTRAINT `django_content_type_app_label_model_76bd3d3b_uniq` UNIQUE (`app_label`, `model`);
CREATE TABLE `auth_user` (`id` integer AUTO_INCREMENT NOT NULL PRIMARY KEY, `password` varchar(128) NOT NULL, `last_login` datetime(6) NULL, `is_superuser` bool NOT NULL, `username` varchar(150) NOT NULL UNIQUE, `email` varchar(254) NOT NULL, `is_active` bool NOT NULL, `date_joined` datetime(6) NOT NULL);
CREATE TABLE `django_session` (`session_key` varchar(40) NOT NULL PRIMARY KEY, `session_data` longtext NOT NULL, `expire_date` datetime(6) NOT NULL);
CREATE INDEX `django_session_expire_date_a5c62663` ON `django_session` (`expire_date`);
CREATE TABLE `polls_question` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `question_text` varchar(200) NOT NULL, `slug` varchar(50) NOT NULL, `token` char(32) NOT NULL UNIQUE, `pub_date` datetime(6) NOT NULL, `closes` date NULL, `lasts` bigint NOT NULL, `votes_limit` integer UNSIGNED NOT NULL CHECK (`votes_limit` >= 0), `weight` double precision NOT NULL, `fee` numeric(8, 2) NULL, `extra` json NOT NULL, `ip` char(39) NULL, `small` smallint NOT NULL, `raw` longblob NULL, `at` time(6) NULL, `author_id` integer NOT NULL);
CREATE TABLE `polls_choice` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `choice_text` varchar(200) NOT NULL, `votes` integer NOT NULL, `question_id` bigint NOT NULL);
CREATE TABLE `polls_question_watchers` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `question_id` bigint NOT NULL, `user_id` integer NOT NULL);
ALTER TABLE `polls_question` ADD CONSTRAINT `polls_question_author_id_7a4bd8d8_fk_auth_user_id` FOREIGN KEY (`author_id`) REFERENCES `auth_user` (`id`);
CREATE INDEX `polls_question_slug_2b1f4d1a` ON `polls_question` (`slug`);
ALTER TABLE `polls_choice` ADD CONSTRAINT `polls_choice_question_id_c5b4b260_fk_polls_question_id` FOREIGN KEY (`question_id`) REFERENCES `polls_question` (`id`);
ALTER TABLE `polls_question_watchers` ADD CONSTRAINT `polls_question_watchers_question_id_user_id_1f0f2b7e_uniq` UNIQUE (`question_id`, `user_id`);
ALTER TABLE `polls_question_watchers` ADD CONSTRAINT `polls_question_watch_question_id_5a3c9f11_fk_polls_que` FOREIGN KEY (`question_id`) REFERENCES `polls_question` (`id`);
ALTER TABLE `polls_question_watchers` ADD CONSTRAINT `polls_question_watchers_user_id_0c6f4d72_fk_auth_user_id` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`);
ALTER TABLE `polls_choice` ADD CONSTRAINT `votes_positive` CHECK (`votes` >= 0);

INSERT INTO `django_migrations` VALUES (1, 'polls', '0001_initial', '2024-01-01 00:00:00.123456');
INSERT INTO `django_content_type` VALUES (1, 'auth', 'user'), (2, 'polls', 'question');
INSERT INTO `auth_user` VALUES (1, 'pbkdf2_sha256$1', '2024-01-01 00:00:00', 1, 'ada', 'ada@example.org', 1, '2024-01-01 00:00:00'), (2, '!', NULL, 0, 'bob', '', 0, '2024-01-01 00:00:00');
INSERT INTO `django_session` VALUES ('abc', 'eyJ9', '2024-02-01 00:00:00.5');
INSERT INTO `polls_question` VALUES
(1, 'What''s up?', 'whats-up', '6f1ed002ab594b2c8ca6c9a8d9b7a2f1', '2024-01-01 12:00:00.000001', '2024-12-31', 86400000000, 4294967295, 0.1, 12.50, '{"a": [1, 2.5, null]}', '2001:db8::1', -5, X'00', '23:59:59.999999', 1),
(2, '質問', '', '00000000000000000000000000000000', '2024-01-02 12:00:00', NULL, 0, 0, 1e300, NULL, '[]', NULL, 0, NULL, NULL, 2);
INSERT INTO `polls_choice` VALUES (1, 'Not much', 3, 1), (2, 'The sky', 0, 1);
INSERT INTO `polls_question_watchers` VALUES (1, 1, 1), (2, 1, 2);
