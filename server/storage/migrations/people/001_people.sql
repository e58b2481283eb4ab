-- Everything about persons, and nowhere else.
CREATE TABLE person (
    id     TEXT PRIMARY KEY,
    role   TEXT NOT NULL,
    team   TEXT,                -- null for the event's own officials
    board  INTEGER,             -- place in the fixed order, null for who does not play
    native TEXT NOT NULL,       -- surname first, in the person's own script
    latin  TEXT NOT NULL,       -- surname first
    lang   TEXT NOT NULL,       -- BCP 47 of the native form
    public TEXT NOT NULL CHECK (public IN ('short', 'full'))
) STRICT;

CREATE TABLE link (
    hash   BLOB PRIMARY KEY,    -- SHA-256 of the token
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE session (
    hash   BLOB NOT NULL,       -- SHA-256 of the cookie's token
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL,   -- ms since 1970-01-01 UTC
    PRIMARY KEY (hash, person)
) STRICT;
