-- The same table stands in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER.

-- Calendars that are read by whoever has their address. Of the address only a hash is kept.
CREATE TABLE feeds (
    id         TEXT NOT NULL PRIMARY KEY,
    school     TEXT NOT NULL REFERENCES schools (id),
    role       TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    -- The last day on which it was read, as 2026-09-01.
    fetched_on TEXT
);
CREATE INDEX feeds_of_school ON feeds (school);
