-- As `prisma migrate` writes it for MySQL: a library.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `_prisma_migrations` (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             DATETIME(3),
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          DATETIME(3),
    started_at              DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    applied_steps_count     INTEGER UNSIGNED NOT NULL DEFAULT 0
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- CreateTable
CREATE TABLE `User` (
    `id` VARCHAR(191) NOT NULL,
    `email` VARCHAR(191) NOT NULL,
    `name` VARCHAR(191) NULL,
    `role` ENUM('USER', 'ADMIN') NOT NULL DEFAULT 'USER',
    `verified` BOOLEAN NOT NULL DEFAULT false,
    `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    `updatedAt` DATETIME(3) NOT NULL,

    UNIQUE INDEX `User_email_key`(`email`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- CreateTable
CREATE TABLE `Book` (
    `id` INTEGER NOT NULL AUTO_INCREMENT,
    `title` VARCHAR(191) NOT NULL,
    `text` LONGTEXT NULL,
    `price` DECIMAL(65, 30) NOT NULL,
    `weight` DOUBLE NULL,
    `sold` BIGINT NOT NULL DEFAULT 0,
    `meta` JSON NULL,
    `cover` LONGBLOB NULL,
    `ownerId` VARCHAR(191) NULL,
    `sequelOfId` INTEGER NULL,

    INDEX `Book_ownerId_title_idx`(`ownerId`, `title`),
    INDEX `Book_title_idx`(`title`(100)),
    FULLTEXT INDEX `Book_text_idx`(`text`),
    UNIQUE INDEX `Book_sequelOfId_key`(`sequelOfId`),
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- CreateTable
CREATE TABLE `_BookToGenre` (
    `A` INTEGER NOT NULL,
    `B` VARCHAR(191) NOT NULL,

    UNIQUE INDEX `_BookToGenre_AB_unique`(`A`, `B`),
    INDEX `_BookToGenre_B_index`(`B`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- CreateTable
CREATE TABLE `Genre` (
    `name` VARCHAR(191) NOT NULL,

    PRIMARY KEY (`name`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- AddForeignKey
ALTER TABLE `Book` ADD CONSTRAINT `Book_ownerId_fkey` FOREIGN KEY (`ownerId`) REFERENCES `User`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE `Book` ADD CONSTRAINT `Book_sequelOfId_fkey` FOREIGN KEY (`sequelOfId`) REFERENCES `Book`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE `_BookToGenre` ADD CONSTRAINT `_BookToGenre_A_fkey` FOREIGN KEY (`A`) REFERENCES `Book`(`id`) ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE `_BookToGenre` ADD CONSTRAINT `_BookToGenre_B_fkey` FOREIGN KEY (`B`) REFERENCES `Genre`(`name`) ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO `_prisma_migrations` VALUES ('9d2c5f3e-7a57-4f0e-8a57-0d5b0c7f1a11', 'c0ffee', '2024-01-01 00:00:00.250', '20240101000000_init', NULL, NULL, '2024-01-01 00:00:00.000', 1);
INSERT INTO `User` VALUES
    ('clx1', 'ada@example.org', 'Ada', 'ADMIN', true, '2024-01-01 00:00:00.001', '2024-01-01 00:00:00.002'),
    ('clx2', 'bob@example.org', NULL, 'USER', false, '2024-01-01 00:00:00.000', '2024-06-01 12:00:00.000');
INSERT INTO `Book` VALUES
    (1, 'One', 'A text 😀', 12.500000000000000000000000000001, 0.1, 9007199254740993, '{"pages": 10}', X'89504E47', 'clx1', NULL),
    (2, 'Two', NULL, 0, NULL, 0, NULL, NULL, NULL, 1);
INSERT INTO `Genre` VALUES ('Novel'), ('Poems');
INSERT INTO `_BookToGenre` VALUES (1, 'Novel'), (2, 'Novel'), (2, 'Poems');
