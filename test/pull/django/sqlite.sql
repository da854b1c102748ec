CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "first_name" varchar(150) NOT NULL);
CREATE TABLE "shop_category" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL, "parent_id" bigint NULL REFERENCES "shop_category" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "shop_product" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sku" char(32) NOT NULL UNIQUE, "title" varchar(200) NOT NULL, "price" decimal NOT NULL, "stock" integer unsigned NOT NULL CHECK ("stock" >= 0), "views" bigint unsigned NOT NULL CHECK ("views" >= 0), "weight" real NULL, "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "available_from" date NULL, "opens" time NULL, "lead_time" bigint NOT NULL, "photo" BLOB NULL, "category_id" bigint NOT NULL REFERENCES "shop_category" ("id") DEFERRABLE INITIALLY DEFERRED, "slug_upper" varchar(200) GENERATED ALWAYS AS (UPPER("title")) STORED, CONSTRAINT "price_not_negative" CHECK ("price" >= 0), CONSTRAINT "unique_title_category" UNIQUE ("title", "category_id"));
CREATE TABLE "shop_product_buyers" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "product_id" bigint NOT NULL REFERENCES "shop_product" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "shop_category_parent_id_3a8b9c1d" ON "shop_category" ("parent_id");
CREATE INDEX "shop_product_category_id_14d7eea8" ON "shop_product" ("category_id");
CREATE INDEX "shop_product_recent" ON "shop_product" ("available_from" DESC, "title");
CREATE UNIQUE INDEX "one_photo" ON "shop_product" ("photo") WHERE "photo" IS NOT NULL;
CREATE UNIQUE INDEX "shop_product_buyers_product_id_user_id_7ad2e9c5_uniq" ON "shop_product_buyers" ("product_id", "user_id");
CREATE INDEX "shop_product_buyers_product_id_1b3b5c0e" ON "shop_product_buyers" ("product_id");
CREATE INDEX "shop_product_buyers_user_id_8e6d2f4a" ON "shop_product_buyers" ("user_id");
INSERT INTO "django_migrations" ("app", "name", "applied") VALUES ('shop', '0001_initial', '2024-03-01 10:15:00.123456'), ('shop', '0002_product', '2024-03-01 10:15:01');
INSERT INTO "auth_user" VALUES (1, 'pbkdf2_sha256$1$x', NULL, 1, 'ada', 'L', 'ada@example.org', 1, 1, '2024-03-01 10:20:00.000001', 'Ada');
INSERT INTO "shop_category" VALUES (1, 'Books', NULL), (2, 'Atlases', 1);
INSERT INTO "shop_product" ("id", "sku", "title", "price", "stock", "views", "weight", "details", "available_from", "opens", "lead_time", "photo", "category_id") VALUES
  (1, 'a0b1c2d3e4f5060718293a4b5c6d7e8f', 'World', 19.95, 3, 120, 1.25, '{"pages": 320}', '2024-04-01', '09:00:00', 86400000000, x'ffd8', 2),
  (2, 'a0b1c2d3e4f5060718293a4b5c6d7e90', 'Europe', 20, 0, 0, NULL, '[]', NULL, NULL, 0, NULL, 2);
INSERT INTO "shop_product_buyers" VALUES (1, 1, 1);
