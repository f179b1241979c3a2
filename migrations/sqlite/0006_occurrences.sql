-- The same table stands in ../postgres.

-- Every time that something recurring came round and was done: inserted with what it puts into the outbox, so that it
-- is done once, whatever was down meanwhile.
CREATE TABLE occurrences (
    school   TEXT NOT NULL REFERENCES schools (id),
    schedule TEXT NOT NULL,
    slot     TEXT NOT NULL,
    done_at  INTEGER NOT NULL,
    PRIMARY KEY (school, schedule, slot)
) STRICT;
