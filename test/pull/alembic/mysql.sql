-- As `alembic upgrade head --sql` writes it for MySQL: a blog.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1b5c7f0a9d21

CREATE TABLE account (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    email VARCHAR(255) NOT NULL, 
    display_name VARCHAR(80) COLLATE utf8mb4_unicode_ci, 
    is_active BOOL NOT NULL DEFAULT true, 
    role ENUM('reader','editor','admin') NOT NULL DEFAULT 'reader', 
    balance NUMERIC(12, 2) NOT NULL DEFAULT '0.00', 
    score FLOAT, 
    ratio DOUBLE, 
    birthday DATE, 
    created_at DATETIME NOT NULL DEFAULT now(), 
    updated_at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, 
    settings JSON, 
    avatar BLOB, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_account_email UNIQUE (email), 
    CONSTRAINT ck_account_balance CHECK (balance >= 0)
);

CREATE INDEX ix_account_role_created_at ON account (role, created_at);

CREATE TABLE post (
    id BIGINT NOT NULL AUTO_INCREMENT, 
    account_id INTEGER NOT NULL, 
    parent_id BIGINT, 
    slug VARCHAR(120) NOT NULL, 
    body TEXT NOT NULL, 
    views INTEGER UNSIGNED NOT NULL DEFAULT '0', 
    published_at DATETIME(6), 
    PRIMARY KEY (id), 
    FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE, 
    FOREIGN KEY(parent_id) REFERENCES post (id) ON DELETE SET NULL, 
    UNIQUE (slug)
);

CREATE INDEX ix_post_body ON post (body(40));

CREATE TABLE tag (
    name VARCHAR(40) NOT NULL, 
    PRIMARY KEY (name)
);

CREATE TABLE post_tag (
    post_id BIGINT NOT NULL, 
    tag_name VARCHAR(40) NOT NULL, 
    position SMALLINT NOT NULL DEFAULT '1', 
    PRIMARY KEY (post_id, tag_name), 
    CONSTRAINT fk_post_tag_post FOREIGN KEY(post_id) REFERENCES post (id) ON DELETE CASCADE, 
    CONSTRAINT fk_post_tag_tag FOREIGN KEY(tag_name) REFERENCES tag (name) ON UPDATE CASCADE
);

INSERT INTO alembic_version (version_num) VALUES ('1b5c7f0a9d21');

INSERT INTO account (id, email, display_name, is_active, role, balance, score, ratio, birthday, created_at, updated_at, settings, avatar) VALUES
    (1, 'ada@example.org', 'Ada Ω', 1, 'admin', 1234567890.12, 0.1, 0.1, '1815-12-10', '2024-02-29 23:59:59', '2024-03-01 00:00:00', '{"theme": "dark", "n": 12345678901234567890}', X'00FF10'),
    (2, 'bob@example.org', NULL, 0, 'reader', 0.00, NULL, NULL, NULL, '2024-01-01 00:00:00', NULL, NULL, NULL);
INSERT INTO post (id, account_id, parent_id, slug, body, views, published_at) VALUES
    (1, 1, NULL, 'first', 'Hello, "world"', 4294967295, '2024-03-01 10:00:00.000001'),
    (7, 2, 1, 'second', '', 0, NULL);
INSERT INTO tag (name) VALUES ('sql'), ('日本');
INSERT INTO post_tag (post_id, tag_name, position) VALUES (1, 'sql', 1), (1, '日本', 2), (7, 'sql', 1);
