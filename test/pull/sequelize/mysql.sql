-- As `sequelize.sync()` and its migrations write it for MySQL: projects and tasks.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE IF NOT EXISTS `SequelizeMeta` (`name` VARCHAR(255) NOT NULL UNIQUE , PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE utf8mb3_unicode_ci;
CREATE TABLE IF NOT EXISTS `Users` (`id` INTEGER NOT NULL auto_increment , `username` VARCHAR(255) NOT NULL UNIQUE, `passwordHash` CHAR(60) BINARY, `isAdmin` TINYINT(1) DEFAULT false, `state` TINYINT(1) NOT NULL DEFAULT 1, `plan` ENUM('free', 'it''s paid') DEFAULT 'free', `uuid` CHAR(36) BINARY , `lastLogin` DATETIME, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `deletedAt` DATETIME, PRIMARY KEY (`id`)) ENGINE=InnoDB;
CREATE TABLE IF NOT EXISTS `Projects` (`id` INTEGER UNSIGNED auto_increment , `title` VARCHAR(255) NOT NULL DEFAULT '', `budget` DECIMAL(10,2), `progress` FLOAT, `ratio` DOUBLE PRECISION, `due` DATE, `startsAt` TIME, `options` JSON, `logo` BLOB, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `OwnerId` INTEGER, PRIMARY KEY (`id`), FOREIGN KEY (`OwnerId`) REFERENCES `Users` (`id`) ON DELETE SET NULL ON UPDATE CASCADE) ENGINE=InnoDB;
CREATE TABLE IF NOT EXISTS `UserProjects` (`role` VARCHAR(255), `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL, `UserId` INTEGER , `ProjectId` INTEGER UNSIGNED , PRIMARY KEY (`UserId`, `ProjectId`), FOREIGN KEY (`UserId`) REFERENCES `Users` (`id`) ON DELETE CASCADE ON UPDATE CASCADE, FOREIGN KEY (`ProjectId`) REFERENCES `Projects` (`id`) ON DELETE CASCADE ON UPDATE CASCADE) ENGINE=InnoDB;
ALTER TABLE `Projects` ADD INDEX `projects_title` (`title`);
ALTER TABLE `Projects` ADD UNIQUE INDEX `projects__owner_id_title` (`OwnerId`, `title`);
ALTER TABLE `Users` ADD UNIQUE INDEX `users_uuid` (`uuid`);

INSERT INTO `SequelizeMeta` (`name`) VALUES ('20240101000000-init.js'), ('20240201000000-projects.js');
INSERT INTO `Users` (`id`,`username`,`passwordHash`,`isAdmin`,`state`,`plan`,`uuid`,`lastLogin`,`createdAt`,`updatedAt`,`deletedAt`) VALUES
(1,'ada','$2b$10$abcdefghijklmnopqrstuv',true,2,'it''s paid','6f1ed002-ab59-4b2c-8ca6-c9a8d9b7a2f1','2024-05-05 05:05:05','2024-01-01 00:00:00','2024-01-01 00:00:00',NULL),
(2,'bob',NULL,false,0,'free',NULL,NULL,'2024-01-01 00:00:00','2024-01-01 00:00:00','2024-02-01 00:00:00');
INSERT INTO `Projects` (`id`,`title`,`budget`,`progress`,`ratio`,`due`,`startsAt`,`options`,`logo`,`createdAt`,`updatedAt`,`OwnerId`) VALUES
(1,'Moon',100000.50,0.333,0.3333333333333333,'2025-12-31','08:30:00','["a", null]',X'DEADBEEF','2024-01-01 00:00:00','2024-01-01 00:00:00',1),
(2,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2024-01-01 00:00:00','2024-01-01 00:00:00',NULL);
INSERT INTO `UserProjects` VALUES ('lead','2024-01-01 00:00:00','2024-01-01 00:00:00',1,1),(NULL,'2024-01-01 00:00:00','2024-01-01 00:00:00',2,1);
