CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE user (
	id INTEGER NOT NULL, 
	email VARCHAR(255) NOT NULL, 
	name VARCHAR(80) COLLATE "NOCASE", 
	is_active BOOLEAN NOT NULL, 
	role VARCHAR(6) DEFAULT 'viewer' NOT NULL, 
	balance NUMERIC(10, 2), 
	score FLOAT, 
	settings JSON, 
	token CHAR(32), 
	avatar BLOB, 
	birthday DATE, 
	wakes_at TIME, 
	created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	updated_at DATETIME, 
	followers BIGINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT uq_user_email UNIQUE (email), 
	CONSTRAINT ck_user_is_active CHECK (is_active IN (0, 1)), 
	CONSTRAINT role CHECK (role IN ('admin', 'editor', 'viewer'))
);
CREATE INDEX ix_user_name ON user (name);
CREATE INDEX ix_user_created_at ON user (created_at DESC);
CREATE TABLE "post" (
	id INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	editor_id INTEGER, 
	title VARCHAR(200) NOT NULL, 
	body TEXT NOT NULL, 
	is_draft BOOLEAN DEFAULT 1 NOT NULL, 
	views INTEGER DEFAULT 0 NOT NULL CHECK (views >= 0), 
	PRIMARY KEY (id), 
	CONSTRAINT fk_post_author_id_user FOREIGN KEY(author_id) REFERENCES user (id) ON DELETE CASCADE, 
	FOREIGN KEY(editor_id) REFERENCES user (id), 
	CHECK (length(title) > 0)
);
CREATE UNIQUE INDEX ix_post_title_lower ON post (lower(title));
CREATE TABLE tag (
	name VARCHAR(40) NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE post_tag (
	post_id INTEGER NOT NULL, 
	tag_name VARCHAR(40) NOT NULL, 
	PRIMARY KEY (post_id, tag_name), 
	FOREIGN KEY(post_id) REFERENCES post (id), 
	FOREIGN KEY(tag_name) REFERENCES tag (name) ON UPDATE CASCADE
);
INSERT INTO alembic_version VALUES ('3f2a9c1b7d44');
INSERT INTO user VALUES
  (1, 'ada@example.org', 'Ada', 1, 'admin', 12.5, 0.75, '{"theme": "dark"}', '0123456789abcdef0123456789abcdef', x'89504e47', '1990-02-28', '06:30:00.000000', '2024-01-15 08:00:00', '2024-02-01 09:30:00.123456', 9007199254740993),
  (2, 'bob@example.org', NULL, 0, 'viewer', 7, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-16 08:00:00', NULL, 0);
INSERT INTO post VALUES (1, 1, NULL, 'Hello', 'First!', 0, 5), (2, 2, 1, 'World', '', 1, 0);
INSERT INTO tag VALUES ('news'), ('Näheres');
INSERT INTO post_tag VALUES (1, 'news'), (2, 'Näheres');
