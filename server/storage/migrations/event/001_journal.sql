-- The journal. Rows are only ever added; each carries a hash over itself and the row before.
CREATE TABLE event (
    seq        INTEGER PRIMARY KEY,
    stream     TEXT    NOT NULL,
    version    INTEGER NOT NULL,  -- position in the stream, from 1, without gaps
    type       TEXT    NOT NULL,
    schema     INTEGER NOT NULL,  -- of the body, per type
    at         INTEGER NOT NULL,  -- ms since 1970-01-01 UTC, when the command arrived
    by         TEXT    NOT NULL,  -- person id, or 'server'
    command_id TEXT,              -- on a command's first event only
    body       TEXT    NOT NULL,  -- JSON
    hash       BLOB    NOT NULL,
    UNIQUE (stream, version)
) STRICT;

CREATE UNIQUE INDEX event_command ON event (stream, by, command_id) WHERE command_id IS NOT NULL;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The server's last sign of life: what happened after it is an outage, charged to nobody.
CREATE TABLE alive (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL) STRICT;

-- Read models: what other programs may look at. All can be rebuilt from the journal.
CREATE TABLE result (
    game   TEXT    PRIMARY KEY,
    round  INTEGER NOT NULL,
    match  TEXT    NOT NULL,
    board  INTEGER NOT NULL,
    white  TEXT    NOT NULL,      -- person ids
    black  TEXT    NOT NULL,
    white_points INTEGER NOT NULL, -- half-points
    black_points INTEGER NOT NULL,
    reason TEXT    NOT NULL,
    seq    INTEGER NOT NULL       -- the journal position it shows
) STRICT;

CREATE TABLE standing (
    team   TEXT    PRIMARY KEY,
    rank   INTEGER NOT NULL,
    played INTEGER NOT NULL,
    wins   INTEGER NOT NULL,
    draws  INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    match_points INTEGER NOT NULL, -- half-points, as all points
    game_points  INTEGER NOT NULL,
    tiebreaks    TEXT    NOT NULL, -- JSON: code to decimal
    seq    INTEGER NOT NULL
) STRICT;
