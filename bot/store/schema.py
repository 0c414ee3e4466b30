"""The tables of the store, and the steps by which an older file becomes a present one."""

from __future__ import annotations

FIRST = """
CREATE TABLE turns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    parent TEXT,  -- the turn before it, which may have been deleted since
    conversation TEXT NOT NULL,
    channel INTEGER NOT NULL,
    asker INTEGER NOT NULL,
    message INTEGER UNIQUE,  -- the question's; none for commands and forms
    record TEXT NOT NULL,  -- JSON, by retrieval.turns.turn_record
    at REAL NOT NULL  -- seconds since 1970
);
CREATE INDEX turns_by_conversation ON turns (conversation, number);
CREATE INDEX turns_by_asker ON turns (asker);
CREATE INDEX turns_by_parent ON turns (parent);
CREATE INDEX turns_by_time ON turns (at);
CREATE TABLE answers (
    message INTEGER PRIMARY KEY,
    turn TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    place INTEGER NOT NULL  -- among the messages of one answer
);
CREATE INDEX answers_by_turn ON answers (turn, place);
CREATE TABLE threaded_channels (channel INTEGER PRIMARY KEY);
"""

STEPS = (FIRST,)
"""What leads from each version to the next; a change of the tables is one step more, none is ever altered."""
