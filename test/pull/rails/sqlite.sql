CREATE TABLE "schema_migrations" ("version" varchar NOT NULL PRIMARY KEY);
CREATE TABLE "ar_internal_metadata" ("key" varchar NOT NULL PRIMARY KEY, "value" varchar, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE TABLE IF NOT EXISTS "accounts" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "name" varchar DEFAULT '' NOT NULL, "admin" boolean DEFAULT 0 NOT NULL, "legacy_flag" boolean DEFAULT 'f', "plan" integer DEFAULT 0, "credit" decimal(12,4) DEFAULT 0.0, "points" decimal(10,0), "preferences" json DEFAULT '{}', "data" blob, "ip" varchar(45) DEFAULT NULL, "born_on" date, "reminded_at" datetime, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE UNIQUE INDEX "index_accounts_on_name" ON "accounts" ("name");
CREATE TABLE IF NOT EXISTS "orders" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "account_id" integer NOT NULL, "number" varchar(20) NOT NULL, "status" integer DEFAULT 0 NOT NULL, "total" float, "notes" text, "shipped_at" datetime(6), "created_at" datetime(6) NOT NULL, "total_cents" integer GENERATED ALWAYS AS (CAST(total * 100 AS INTEGER)) VIRTUAL, CONSTRAINT "fk_rails_0b3f2a1c9d"
FOREIGN KEY ("account_id")
  REFERENCES "accounts" ("id")
 ON DELETE CASCADE, CONSTRAINT chk_rails_5d2b1e0f3a CHECK (status >= 0));
CREATE INDEX "index_orders_on_account_id" ON "orders" ("account_id") /*application='Shop'*/;
CREATE INDEX "index_orders_on_status" ON "orders" ("status") WHERE status <> 9;
CREATE INDEX "index_orders_on_account_id_and_created_at" ON "orders" ("account_id", "created_at" DESC);
INSERT INTO "schema_migrations" VALUES ('20240301101500'), ('20240302101500');
INSERT INTO "ar_internal_metadata" VALUES ('environment', 'production', '2024-03-01 10:15:00.123456', '2024-03-01 10:15:00.123456');
INSERT INTO "accounts" VALUES
  (1, 'Ada', 1, 't', 2, 12.3456, 7, '{"a":1}', x'00ff', '::1', '1990-02-28', '2024-05-01 00:00:00', '2024-03-01 10:15:00.000000', '2024-03-01 10:15:00.500000'),
  (2, 'Bob', 0, 'f', 0, 3, 12, '{}', NULL, NULL, NULL, NULL, '2024-03-01 10:15:00.000000', '2024-03-01 10:15:00.000000');
INSERT INTO "orders" ("account_id", "number", "status", "total", "notes", "shipped_at", "created_at") VALUES (1, 'A-1', 0, 9.99, NULL, NULL, '2024-03-02 08:00:00.000001');
