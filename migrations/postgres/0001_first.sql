-- The same tables stand in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER.
-- Times are milliseconds since 1970 in UTC. Every BYTEA but an audit hash is sealed.
-- Words that the domain may extend (category, state, role …) carry no CHECK: a new word must never cost a report.
-- Nor do references to whoever did or is the subject of something: a report names people who may have left.

CREATE TABLE schools (
    id         TEXT NOT NULL PRIMARY KEY,
    profile    TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE workspaces (
    school    TEXT NOT NULL REFERENCES schools (id),
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    PRIMARY KEY (platform, workspace)
);
CREATE INDEX workspaces_of_school ON workspaces (school);

CREATE TABLE people (
    school     TEXT NOT NULL REFERENCES schools (id),
    id         TEXT NOT NULL,
    name       BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (school, id)
);

CREATE TABLE person_role (
    school TEXT NOT NULL,
    person TEXT NOT NULL,
    role   TEXT NOT NULL,
    PRIMARY KEY (school, person, role),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
);

CREATE TABLE identities (
    school    TEXT NOT NULL,
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    member    TEXT NOT NULL,
    person    TEXT NOT NULL,
    PRIMARY KEY (platform, workspace, member),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
);
CREATE INDEX identities_of_person ON identities (school, person);

CREATE TABLE spaces (
    school  TEXT NOT NULL REFERENCES schools (id),
    purpose TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (school, purpose, address)
);

CREATE TABLE events (
    school  TEXT NOT NULL REFERENCES schools (id),
    id      TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (school, id)
);
CREATE INDEX events_by_age ON events (seen_at);

CREATE TABLE drafts (
    id              TEXT NOT NULL PRIMARY KEY,
    school          TEXT NOT NULL REFERENCES schools (id),
    owner_platform  TEXT NOT NULL,
    owner_workspace TEXT NOT NULL,
    owner_member    TEXT NOT NULL,
    case_id         TEXT NOT NULL UNIQUE,
    data_key        BYTEA NOT NULL,
    revision        BIGINT NOT NULL,
    page            TEXT NOT NULL,
    answers         BYTEA NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'sent', 'discarded')),
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL
);
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
    received_at        BIGINT NOT NULL,
    due_at             BIGINT NOT NULL,
    acknowledged_at    BIGINT,
    acknowledged_by    TEXT,
    routed             BIGINT NOT NULL DEFAULT 0 CHECK (routed IN (0, 1)),
    data_key           BYTEA NOT NULL,
    body               BYTEA NOT NULL,
    UNIQUE (school, reference),
    UNIQUE (school, id)
);
CREATE INDEX cases_by_age ON cases (school, received_at);
CREATE INDEX cases_of_reporter
    ON cases (school, reporter_platform, reporter_workspace, reporter_member, received_at);

CREATE TABLE case_role (
    school   TEXT NOT NULL,
    case_id  TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('lead', 'copied', 'ladder', 'outside', 'withheld')),
    position BIGINT NOT NULL,
    role     TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, position),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);

CREATE TABLE case_subject (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('person', 'role', 'unknown_adult')),
    subject TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, subject),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);

CREATE TABLE case_entry (
    school     TEXT NOT NULL,
    case_id    TEXT NOT NULL,
    seq        BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    written_by TEXT,
    body       BYTEA NOT NULL,
    PRIMARY KEY (case_id, seq),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);

CREATE TABLE case_place (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    number  BIGINT NOT NULL,
    address TEXT NOT NULL,
    receipt TEXT NOT NULL,
    step    BIGINT NOT NULL,
    PRIMARY KEY (case_id, number),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);

CREATE TABLE escalation (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    step    BIGINT NOT NULL,
    due_at  BIGINT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'fired', 'cancelled')),
    PRIMARY KEY (case_id, step),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);
CREATE INDEX escalation_due ON escalation (due_at) WHERE state = 'waiting';

CREATE TABLE outbox (
    id              TEXT NOT NULL PRIMARY KEY,
    school          TEXT NOT NULL REFERENCES schools (id),
    dedupe_key      TEXT NOT NULL,
    destination     TEXT NOT NULL,
    payload         BYTEA NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
    attempts        BIGINT NOT NULL,
    run_at          BIGINT NOT NULL,
    lease_until     BIGINT NOT NULL,
    lease_token     TEXT,
    last_error_code TEXT,
    created_at      BIGINT NOT NULL,
    finished_at     BIGINT,
    UNIQUE (school, dedupe_key)
);
CREATE INDEX outbox_waiting ON outbox (run_at) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (school) WHERE state = 'dead';
CREATE INDEX outbox_done ON outbox (finished_at) WHERE state = 'done';

-- Until when a platform asked not to be written to. A destination names its workspace, which has one school.
CREATE TABLE destinations (
    destination     TEXT NOT NULL PRIMARY KEY,
    next_allowed_at BIGINT NOT NULL
);

CREATE TABLE audit (
    school  TEXT NOT NULL REFERENCES schools (id),
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    prev    BYTEA NOT NULL,
    hash    BYTEA NOT NULL,
    PRIMARY KEY (school, seq)
);

CREATE TABLE vault_canary (
    school TEXT NOT NULL PRIMARY KEY REFERENCES schools (id),
    sealed BYTEA NOT NULL
);

CREATE TABLE calls (
    school           TEXT NOT NULL REFERENCES schools (id),
    id               TEXT NOT NULL PRIMARY KEY,
    caller_platform  TEXT NOT NULL,
    caller_workspace TEXT NOT NULL,
    caller_member    TEXT NOT NULL,
    at               BIGINT NOT NULL,
    answered_by      TEXT,
    answered_at      BIGINT
);
CREATE INDEX calls_of_school ON calls (school);

-- What was written stays as it was written: corrections are further entries.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER case_entry_is_not_changed BEFORE UPDATE OR DELETE ON case_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_entry_is_not_emptied BEFORE TRUNCATE ON case_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_subject_is_not_changed BEFORE UPDATE OR DELETE ON case_subject
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_subject_is_not_emptied BEFORE TRUNCATE ON case_subject
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
