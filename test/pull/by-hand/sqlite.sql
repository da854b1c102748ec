-- What is allowed, and what people have written with the years.
create table if not exists People -- the customers
(
  Id INTEGER PRIMARY KEY,
  [full name] "VARYING CHARACTER"(60) not null /* as on the passport */ collate nocase,
  'nick' nchar ( 12 ) default "nobody" constraint nick_short check (length(nick) <= 12),
  `born` Date,
  height floating point,
  married Boolean check (married in (0,1) ),
  sex text check ("sex" in ('f', 'm', 'x')),
  motto text check(length ( motto ) <= 20) default 'it''s (fine), really',
  anything,
  Balance money default -0.50 constraint solvent check (Balance > -1e3),
  boss references people,
  unique ("full name", born) on conflict ignore,
  check (height is null or height > 0), check (nick <> '') on conflict fail
);
CREATE TABLE "order" (
  "group" INT NOT NULL,
  "select" TEXT(10) NOT NULL,
  key TEXT DEFAULT 'a' COLLATE RTRIM,
  "quote""d" BLOB DEFAULT x'00FF',
  total AS ("group" * 2),
  stored TEXT AS ("select" || '!') STORED NOT NULL,
  constraint pk primary key ("group", "select"),
  constraint "person fk" foreign key ("group") references People (id) on update cascade on delete set default match full deferrable initially deferred
) WITHOUT ROWID;
ALTER TABLE "order" ADD COLUMN added "UNSIGNED BIG INT" DEFAULT (1 + 1);
create table Strictly (id int primary key not null, v any, t text not null default '' unique, b blob) strict, without rowid;
CREATE TABLE "Größe €" ("naïve ☃" TEXT UNIQUE, '1' INTEGER, "it's" TEXT);
CREATE UNIQUE INDEX "born once" ON People (born DESC, "full name") WHERE born IS NOT NULL;
CREATE INDEX people_nick ON People (nick COLLATE NOCASE);
CREATE INDEX [by "name"] ON People ([full name]);
CREATE VIEW grown (Name, Tall) AS SELECT "full name", height > 1.8 FROM People -- with names of its own
;
CREATE TRIGGER noted AFTER UPDATE OF nick ON People WHEN new.nick <> old.nick BEGIN
  UPDATE People SET motto = 'was ' || old.nick WHERE Id = new.Id; -- done
END;
INSERT INTO People VALUES
  (1, 'Ada Ö', 'ada', '1990-02-28', 1.75, 1, 'f', NULL, 5, 10, NULL),
  (2, 'Bob', NULL, NULL, 2, NULL, NULL, 'x', 6, 0.5, 1);
INSERT INTO "order" ("group", "select", key) VALUES (1, 'a', 'k'), (2, 'b', NULL);
INSERT INTO Strictly VALUES (1, 'x', 'y', NULL), (2, 'y', 'z', x'00');
INSERT INTO "Größe €" VALUES ('ß', 1, 'it''s'), (NULL, NULL, NULL);
