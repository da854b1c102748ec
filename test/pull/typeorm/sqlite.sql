CREATE TABLE "migrations" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL);
CREATE TABLE "user" ("id" varchar PRIMARY KEY NOT NULL, "firstName" varchar(100) NOT NULL, "role" varchar CHECK( "role" IN ('admin','editor','ghost') ) NOT NULL DEFAULT ('ghost'), "isActive" boolean NOT NULL DEFAULT (1), "age" integer, "ratio" float DEFAULT (0.5), "tags" text NOT NULL, "createdAt" datetime NOT NULL DEFAULT (datetime('now')), "deletedAt" datetime, "version" integer NOT NULL, CONSTRAINT "UQ_065d4d8f3b5adb4a08841eae3c8" UNIQUE ("firstName"), CONSTRAINT "CHK_a1b2c3" CHECK ("age" > 0));
CREATE TABLE "photo" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "url" varchar NOT NULL, "size" int, "data" blob, "userId" varchar, "nextId" integer, CONSTRAINT "REL_5d2b" UNIQUE ("nextId"), CONSTRAINT "FK_4494006ff358f754d07df5ccc87" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE NO ACTION, CONSTRAINT "FK_next" FOREIGN KEY ("nextId") REFERENCES "photo" ("id") ON DELETE SET NULL ON UPDATE NO ACTION DEFERRABLE INITIALLY IMMEDIATE);
CREATE INDEX "IDX_userId" ON "photo" ("userId");
CREATE TABLE "typeorm_metadata" ("type" varchar NOT NULL, "database" varchar, "schema" varchar, "table" varchar, "name" varchar, "value" text);
CREATE VIEW "active_user" AS SELECT "id", "firstName" FROM "user" WHERE "isActive" = 1;
INSERT INTO "migrations" VALUES (1, 1709288100123, 'Init1709288100123');
INSERT INTO "user" VALUES
  ('7d444840-9dc0-11d1-b245-5ffdce74fad2', 'Ada', 'admin', 1, 34, 0.25, 'a,b', '2024-03-01 10:15:00', NULL, 1),
  ('7d444840-9dc0-11d1-b245-5ffdce74fad3', 'Bob', 'ghost', 0, NULL, 2, '', '2024-03-01 10:15:01', '2024-04-01 00:00:00.000', 3);
INSERT INTO "photo" VALUES (1, 'a.png', 120, x'89', '7d444840-9dc0-11d1-b245-5ffdce74fad2', NULL), (2, 'b.png', NULL, NULL, NULL, 1);
INSERT INTO "typeorm_metadata" VALUES ('VIEW', NULL, NULL, NULL, 'active_user', 'SELECT 1');
