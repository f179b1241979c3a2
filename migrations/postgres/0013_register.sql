-- The same tables stand in ../sqlite.

-- What was written down about a policy, or about one turn of a duty: one entry after the other, and none is ever changed
-- or taken away. `turn` is the day of a duty's turn; a policy has none.
CREATE TABLE register_entries (
    school  TEXT NOT NULL REFERENCES schools (id),
    matter  TEXT NOT NULL,
    name    TEXT NOT NULL,
    turn    TEXT NOT NULL,
    number  BIGINT NOT NULL,
    kind    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    -- A person's id, or cli.
    by_whom TEXT NOT NULL,
    -- The day it speaks of, and the day that follows from it.
    on_day  TEXT,
    next    TEXT,
    body    BYTEA NOT NULL,
    PRIMARY KEY (school, matter, name, turn, number)
);

-- Forms about one of them that somebody has open. They hold nothing that was written.
CREATE TABLE register_forms (
    id              TEXT NOT NULL PRIMARY KEY,
    school          TEXT NOT NULL REFERENCES schools (id),
    matter          TEXT NOT NULL,
    owner_platform  TEXT NOT NULL,
    owner_workspace TEXT NOT NULL,
    owner_member    TEXT NOT NULL,
    page            TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'sent')),
    created_at      BIGINT NOT NULL
);
CREATE INDEX register_forms_by_age ON register_forms (school, created_at);

CREATE TRIGGER register_entry_is_not_changed BEFORE UPDATE OR DELETE ON register_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_entry_is_not_emptied BEFORE TRUNCATE ON register_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
