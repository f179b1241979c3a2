-- The same tables stand in ../postgres; there BLOB is BYTEA and INTEGER is BIGINT.
-- Times are milliseconds since 1970 in UTC. Every BLOB but an audit hash is sealed.
-- Words that the domain may extend (category, state, role …) carry no CHECK: a new word must never cost a report.
-- Nor do references to whoever did or is the subject of something: a report names people who may have left.

CREATE TABLE schools (
    id         TEXT NOT NULL PRIMARY KEY,
    profile    TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE workspaces (
    school    TEXT NOT NULL REFERENCES schools (id),
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    PRIMARY KEY (platform, workspace)
) STRICT;
CREATE INDEX workspaces_of_school ON workspaces (school);

CREATE TABLE people (
    school     TEXT NOT NULL REFERENCES schools (id),
    id         TEXT NOT NULL,
    name       BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (school, id)
) STRICT;

CREATE TABLE person_role (
    school TEXT NOT NULL,
    person TEXT NOT NULL,
    role   TEXT NOT NULL,
    PRIMARY KEY (school, person, role),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
) STRICT;

CREATE TABLE identities (
    school    TEXT NOT NULL,
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    member    TEXT NOT NULL,
    person    TEXT NOT NULL,
    PRIMARY KEY (platform, workspace, member),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
) STRICT;
CREATE INDEX identities_of_person ON identities (school, person);

CREATE TABLE spaces (
    school  TEXT NOT NULL REFERENCES schools (id),
    purpose TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (school, purpose, address)
) STRICT;

CREATE TABLE events (
    school  TEXT NOT NULL REFERENCES schools (id),
    id      TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (school, id)
) STRICT;
CREATE INDEX events_by_age ON events (seen_at);

CREATE TABLE drafts (
    id              TEXT NOT NULL PRIMARY KEY,
    school          TEXT NOT NULL REFERENCES schools (id),
    owner_platform  TEXT NOT NULL,
    owner_workspace TEXT NOT NULL,
    owner_member    TEXT NOT NULL,
    case_id         TEXT NOT NULL UNIQUE,
    data_key        BLOB NOT NULL,
    revision        INTEGER NOT NULL,
    page            TEXT NOT NULL,
    answers         BLOB NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'sent', 'discarded')),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_open_of_owner ON drafts (school, owner_platform, owner_workspace, owner_member, updated_at)
    WHERE state = 'open';
CREATE INDEX drafts_open_by_age ON drafts (school, updated_at) WHERE state = 'open';

CREATE TABLE cases (
    id                 TEXT NOT NULL PRIMARY KEY,
    school             TEXT NOT NULL REFERENCES schools (id),
    draft_id           TEXT NOT NULL UNIQUE,
    reference          TEXT NOT NULL,
    category           TEXT NOT NULL,
    about              TEXT NOT NULL,
    urgency            TEXT NOT NULL,
    state              TEXT NOT NULL,
    reporter_platform  TEXT NOT NULL,
    reporter_workspace TEXT NOT NULL,
    reporter_member    TEXT NOT NULL,
    received_at        INTEGER NOT NULL,
    due_at             INTEGER NOT NULL,
    acknowledged_at    INTEGER,
    acknowledged_by    TEXT,
    routed             INTEGER NOT NULL DEFAULT 0 CHECK (routed IN (0, 1)),
    data_key           BLOB NOT NULL,
    body               BLOB NOT NULL,
    UNIQUE (school, reference),
    UNIQUE (school, id)
) STRICT;
CREATE INDEX cases_by_age ON cases (school, received_at);
CREATE INDEX cases_of_reporter
    ON cases (school, reporter_platform, reporter_workspace, reporter_member, received_at);

CREATE TABLE case_role (
    school   TEXT NOT NULL,
    case_id  TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('lead', 'copied', 'ladder', 'outside', 'withheld')),
    position INTEGER NOT NULL,
    role     TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, position),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
) STRICT;

CREATE TABLE case_subject (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('person', 'role', 'unknown_adult')),
    subject TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, subject),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
) STRICT;

CREATE TABLE case_entry (
    school     TEXT NOT NULL,
    case_id    TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    written_by TEXT,
    body       BLOB NOT NULL,
    PRIMARY KEY (case_id, seq),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
) STRICT;

CREATE TABLE case_place (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    number  INTEGER NOT NULL,
    address TEXT NOT NULL,
    receipt TEXT NOT NULL,
    step    INTEGER NOT NULL,
    PRIMARY KEY (case_id, number),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
) STRICT;

CREATE TABLE escalation (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    step    INTEGER NOT NULL,
    due_at  INTEGER NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'fired', 'cancelled')),
    PRIMARY KEY (case_id, step),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
) STRICT;
CREATE INDEX escalation_due ON escalation (due_at) WHERE state = 'waiting';

CREATE TABLE outbox (
    id              TEXT NOT NULL PRIMARY KEY,
    school          TEXT NOT NULL REFERENCES schools (id),
    dedupe_key      TEXT NOT NULL,
    destination     TEXT NOT NULL,
    payload         BLOB NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    attempts        INTEGER NOT NULL,
    run_at          INTEGER NOT NULL,
    lease_until     INTEGER NOT NULL,
    lease_token     TEXT,
    last_error_code TEXT,
    created_at      INTEGER NOT NULL,
    finished_at     INTEGER,
    UNIQUE (school, dedupe_key)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (run_at) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (school) WHERE state = 'dead';
CREATE INDEX outbox_done ON outbox (finished_at) WHERE state = 'done';

-- Until when a platform asked not to be written to. A destination names its workspace, which has one school.
CREATE TABLE destinations (
    destination     TEXT NOT NULL PRIMARY KEY,
    next_allowed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    school  TEXT NOT NULL REFERENCES schools (id),
    seq     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    prev    BLOB NOT NULL,
    hash    BLOB NOT NULL,
    PRIMARY KEY (school, seq)
) STRICT;

CREATE TABLE vault_canary (
    school TEXT NOT NULL PRIMARY KEY REFERENCES schools (id),
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE calls (
    school           TEXT NOT NULL REFERENCES schools (id),
    id               TEXT NOT NULL PRIMARY KEY,
    caller_platform  TEXT NOT NULL,
    caller_workspace TEXT NOT NULL,
    caller_member    TEXT NOT NULL,
    at               INTEGER NOT NULL,
    answered_by      TEXT,
    answered_at      INTEGER
) STRICT;
CREATE INDEX calls_of_school ON calls (school);

-- What was written stays as it was written: corrections are further entries.
CREATE TRIGGER case_entry_is_not_changed BEFORE UPDATE ON case_entry
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
CREATE TRIGGER case_entry_is_not_deleted BEFORE DELETE ON case_entry
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
CREATE TRIGGER case_subject_is_not_changed BEFORE UPDATE ON case_subject
BEGIN SELECT RAISE(ABORT, 'subjects are only added'); END;
CREATE TRIGGER case_subject_is_not_deleted BEFORE DELETE ON case_subject
BEGIN SELECT RAISE(ABORT, 'subjects are only added'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
