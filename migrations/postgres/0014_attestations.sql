-- The same tables stand in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER. Days are written YYYY-MM-DD.

-- What staff read and sign, word for word as it was published. The school published it, so it is not sealed: whoever
-- looks at the evidence can take its sum without our key.
CREATE TABLE attestation_texts (
    school       TEXT NOT NULL REFERENCES schools (id),
    attestation  TEXT NOT NULL,
    edition      TEXT NOT NULL,
    locale       TEXT NOT NULL,
    -- Of the exact bytes, in hexadecimal digits.
    sha256       TEXT NOT NULL,
    -- Nothing for a document that is read where `link` leads.
    body         TEXT,
    link         TEXT,
    -- As JSON.
    questions    TEXT NOT NULL,
    material     BIGINT NOT NULL,
    -- The edition before it.
    replaces     TEXT,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    PRIMARY KEY (school, attestation, edition, locale)
);

-- Something to sign, by an audience, in an academic year. A change that is not material moves it to another edition.
CREATE TABLE attestation_campaigns (
    school        TEXT NOT NULL REFERENCES schools (id),
    id            TEXT NOT NULL,
    -- Counts up: of two that ask the same person, the later counts.
    number        BIGINT NOT NULL,
    attestation   TEXT NOT NULL,
    edition       TEXT NOT NULL,
    -- With commas between.
    audience      TEXT NOT NULL,
    academic_year TEXT NOT NULL,
    opens_on      TEXT NOT NULL,
    due_on        TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    created_by    TEXT NOT NULL,
    PRIMARY KEY (school, id),
    UNIQUE (school, number)
);

-- What was shown around a text when somebody signed it.
CREATE TABLE attestation_wordings (
    school TEXT NOT NULL REFERENCES schools (id),
    sha256 TEXT NOT NULL,
    locale TEXT NOT NULL,
    words  TEXT NOT NULL,
    PRIMARY KEY (school, sha256)
);

CREATE TABLE attestation_signatures (
    school         TEXT NOT NULL,
    campaign       TEXT NOT NULL,
    person         TEXT NOT NULL,
    edition        TEXT NOT NULL,
    text_sha256    TEXT NOT NULL,
    -- Nothing on paper.
    wording_sha256 TEXT,
    how            TEXT NOT NULL CHECK (how IN ('chat', 'paper')),
    signed_at      BIGINT NOT NULL,
    recorded_at    BIGINT NOT NULL,
    -- Who wrote down what was signed on paper.
    recorded_by    TEXT,
    PRIMARY KEY (school, campaign, person),
    FOREIGN KEY (school, campaign) REFERENCES attestation_campaigns (school, id),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
);
CREATE INDEX attestation_signatures_of_person ON attestation_signatures (school, person);

-- Who need not sign. Why is sealed.
CREATE TABLE attestation_exceptions (
    school   TEXT NOT NULL,
    campaign TEXT NOT NULL,
    person   TEXT NOT NULL,
    reason   BYTEA NOT NULL,
    granted_at BIGINT NOT NULL,
    granted_by TEXT NOT NULL,
    PRIMARY KEY (school, campaign, person),
    FOREIGN KEY (school, campaign) REFERENCES attestation_campaigns (school, id),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
);

-- Whether a check question was answered right, and never how.
CREATE TABLE attestation_checks (
    school   TEXT NOT NULL,
    campaign TEXT NOT NULL,
    person   TEXT NOT NULL,
    question BIGINT NOT NULL,
    attempt  BIGINT NOT NULL,
    correct  BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (school, campaign, person, question, attempt),
    FOREIGN KEY (school, campaign) REFERENCES attestation_campaigns (school, id)
);

-- How far somebody has read: one text at a time for each campaign.
CREATE TABLE attestation_readings (
    school      TEXT NOT NULL,
    campaign    TEXT NOT NULL,
    person      TEXT NOT NULL,
    id          TEXT NOT NULL UNIQUE,
    text_sha256 TEXT NOT NULL,
    step        BIGINT NOT NULL,
    revision    BIGINT NOT NULL,
    begun_at    BIGINT NOT NULL,
    PRIMARY KEY (school, campaign, person),
    FOREIGN KEY (school, campaign) REFERENCES attestation_campaigns (school, id)
);

CREATE TRIGGER attestation_text_is_not_changed BEFORE UPDATE OR DELETE ON attestation_texts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_text_is_not_emptied BEFORE TRUNCATE ON attestation_texts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_wording_is_not_changed BEFORE UPDATE OR DELETE ON attestation_wordings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_wording_is_not_emptied BEFORE TRUNCATE ON attestation_wordings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_signature_is_not_changed BEFORE UPDATE OR DELETE ON attestation_signatures
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_signature_is_not_emptied BEFORE TRUNCATE ON attestation_signatures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
