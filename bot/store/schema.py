"""The tables of the store, and the steps by which older ones become present ones, in SQLite's words."""

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

WHAT_WAS_SHOWN_AND_VOTES = """
ALTER TABLE turns ADD COLUMN source TEXT;  -- the only document that was asked, if only one was
ALTER TABLE turns ADD COLUMN outcome TEXT;  -- JSON, by bot.store.outcomes; none for turns older than this step
ALTER TABLE turns ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;  -- whether a private answer has been made public
CREATE TABLE votes (
    turn TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    voter INTEGER NOT NULL,
    server INTEGER,  -- none in direct messages
    helpful INTEGER NOT NULL,
    fault TEXT,
    words TEXT NOT NULL,
    at REAL NOT NULL,  -- seconds since 1970
    PRIMARY KEY (turn, voter)
);
CREATE INDEX votes_by_voter ON votes (voter);
CREATE INDEX votes_by_server ON votes (server, at);
"""

PLACES_AND_UNANSWERED = """
CREATE TABLE place_settings (
    kind TEXT NOT NULL,  -- server or channel
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, place, name)
);
INSERT INTO place_settings SELECT 'channel', channel, 'threads', '1' FROM threaded_channels;
DROP TABLE threaded_channels;
CREATE TABLE turn_places (
    turn TEXT PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL  -- of a thread, the channel from which it hangs
);
CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE unanswered (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    turn TEXT NOT NULL,  -- which may have been deleted since
    server INTEGER NOT NULL,
    asker TEXT NOT NULL,  -- hashed
    question TEXT NOT NULL,
    read_as TEXT NOT NULL,
    at REAL NOT NULL  -- seconds since 1970
);
CREATE INDEX unanswered_by_server ON unanswered (server, number);
CREATE INDEX unanswered_by_asker ON unanswered (asker);
CREATE INDEX unanswered_by_turn ON unanswered (turn);
CREATE INDEX unanswered_by_time ON unanswered (at);
"""

NUMBERED_VOTES = """
ALTER TABLE votes ADD COLUMN number INTEGER NOT NULL DEFAULT 0;  -- tells one from others in a list; a new vote's is the highest
UPDATE votes SET number = (
    SELECT count(*) FROM votes AS other
    WHERE other.at < votes.at OR (other.at = votes.at AND (other.turn, other.voter) <= (votes.turn, votes.voter))
);
"""

STEPS = (FIRST, WHAT_WAS_SHOWN_AND_VOTES, PLACES_AND_UNANSWERED, NUMBERED_VOTES)
"""What leads from each version to the next; a change of the tables is one step more, none is ever altered."""
