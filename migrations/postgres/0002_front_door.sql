-- The same tables stand in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER.

-- Somebody who left a report unfinished is reminded of it once.
ALTER TABLE drafts ADD COLUMN nudged_at BIGINT;
CREATE INDEX drafts_to_nudge ON drafts (updated_at) WHERE state = 'open' AND nudged_at IS NULL AND revision > 1;

-- When somebody who may have it first read the report.
ALTER TABLE cases ADD COLUMN read_at BIGINT;
CREATE INDEX cases_in_hand ON cases (school)
    WHERE state IN ('acknowledged', 'under_review', 'managed_in_school', 'referred');

-- A call for help is chased like a concern: the step taken last, and when the next one falls.
ALTER TABLE calls ADD COLUMN step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN due_at BIGINT;
CREATE INDEX calls_due ON calls (due_at) WHERE due_at IS NOT NULL;

-- Where the cards of a call stand.
CREATE TABLE call_place (
    school  TEXT NOT NULL REFERENCES schools (id),
    call_id TEXT NOT NULL REFERENCES calls (id),
    number  BIGINT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (call_id, number)
);

-- Where the reporter's own card of a case stands; it tells how far the case is.
CREATE TABLE reporter_card (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL PRIMARY KEY,
    receipt TEXT NOT NULL,
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);

-- A question to the reporter, by the entry that holds its words: when they are reminded of it, the entry that answers
-- it, and where its card stands.
CREATE TABLE case_question (
    school    TEXT NOT NULL,
    case_id   TEXT NOT NULL,
    entry     BIGINT NOT NULL,
    asked_at  BIGINT NOT NULL,
    remind_at BIGINT,
    answer    BIGINT,
    receipt   TEXT,
    PRIMARY KEY (case_id, entry),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);
CREATE INDEX case_question_due ON case_question (remind_at) WHERE remind_at IS NOT NULL;

-- A form about a case that somebody has open: a question to the reporter, their answer, a name that came up.
CREATE TABLE case_forms (
    id              TEXT NOT NULL PRIMARY KEY,
    school          TEXT NOT NULL,
    case_id         TEXT NOT NULL,
    owner_platform  TEXT NOT NULL,
    owner_workspace TEXT NOT NULL,
    owner_member    TEXT NOT NULL,
    page            TEXT NOT NULL,
    -- The entry that it answers.
    entry           BIGINT,
    state           TEXT NOT NULL CHECK (state IN ('open', 'sent')),
    created_at      BIGINT NOT NULL,
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);
CREATE INDEX case_forms_by_age ON case_forms (school, created_at);
CREATE INDEX case_forms_of_case ON case_forms (school, case_id);
