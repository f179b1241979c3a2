-- The same table stands in ../postgres; there BLOB is BYTEA and INTEGER is BIGINT.

-- Calendars that are read by whoever has their address. Of the address only a hash is kept.
CREATE TABLE feeds (
    id         TEXT NOT NULL PRIMARY KEY,
    school     TEXT NOT NULL REFERENCES schools (id),
    role       TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    -- The last day on which it was read, as 2026-09-01.
    fetched_on TEXT
) STRICT;
CREATE INDEX feeds_of_school ON feeds (school);
