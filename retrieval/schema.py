"""The catalogue's tables, and how those of earlier versions become them."""

from __future__ import annotations

SCHEMA_VERSION = 2

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE documents (
    key TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, content_hash TEXT NOT NULL,
    title TEXT, published TEXT, publisher TEXT, url TEXT, language TEXT, revision INTEGER NOT NULL,
    author TEXT, corpus TEXT NOT NULL DEFAULT '', format TEXT NOT NULL DEFAULT 'text',
    landmarks TEXT NOT NULL DEFAULT '[]', added TEXT,
    quotable INTEGER NOT NULL DEFAULT 0, characters INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    key TEXT NOT NULL REFERENCES documents (key) ON DELETE CASCADE, number INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, line INTEGER NOT NULL,
    headings TEXT NOT NULL, sentences TEXT NOT NULL, PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (key TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
CREATE TABLE files (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, read INTEGER NOT NULL,
    rules TEXT NOT NULL, stated TEXT NOT NULL, key TEXT, reason TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE versions (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, corpus TEXT NOT NULL, ended TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_revision ON documents (revision);
"""
"""Of a catalogue made anew; the long text comes last, since SQLite reads through it to what stands behind it."""

FROM_VERSION_1 = """
ALTER TABLE documents ADD COLUMN author TEXT;
ALTER TABLE documents ADD COLUMN corpus TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN format TEXT NOT NULL DEFAULT 'text';
UPDATE documents SET format = 'markdown' WHERE name LIKE '%.md' OR name LIKE '%.markdown';
ALTER TABLE documents ADD COLUMN landmarks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN added TEXT;
ALTER TABLE documents ADD COLUMN quotable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;
UPDATE documents SET characters = length(text), quotable = (
    SELECT count(*) FROM passages
    WHERE passages.key = documents.key AND kind NOT IN ('title', 'heading', 'boilerplate')
);
CREATE TABLE files (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, read INTEGER NOT NULL,
    rules TEXT NOT NULL, stated TEXT NOT NULL, key TEXT, reason TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE versions (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, corpus TEXT NOT NULL, ended TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_revision ON documents (revision);
"""
"""Version 1 knew neither when a document came nor its file, which is therefore read once more."""


IDENTITY_BITS = 62
"""Of the number that tells a catalogue from others."""

INSERT_IDENTITY = "INSERT INTO meta VALUES ('identity', ?) ON CONFLICT (name) DO NOTHING"


def script_from(version: int) -> str:
    """Return the SQL that makes tables of that version, 0 being none, those of this version."""
    return f"{SCHEMA} INSERT INTO meta VALUES ('revision', 0);" if version == 0 else FROM_VERSION_1  # noqa: S608
