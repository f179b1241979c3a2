-- The same tables stand in ../postgres; there BLOB is BYTEA and INTEGER is BIGINT. Days are written YYYY-MM-DD.

-- Somebody need sign after all: from this day on they are asked again.
ALTER TABLE attestation_exceptions ADD COLUMN lifted_on TEXT;
ALTER TABLE attestation_exceptions ADD COLUMN lifted_at INTEGER;
ALTER TABLE attestation_exceptions ADD COLUMN lifted_by TEXT;

-- Two who turned out to be one: what was signed as the one who went counts for the one who stays.
CREATE TABLE people_united (
    school TEXT NOT NULL,
    gone   TEXT NOT NULL,
    stays  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (school, gone),
    FOREIGN KEY (school, gone) REFERENCES people (school, id),
    FOREIGN KEY (school, stays) REFERENCES people (school, id)
) STRICT;
CREATE INDEX people_united_of_stays ON people_united (school, stays);

-- Who signed on paper and is not of the staff: visitors and groups. Their names are sealed.
CREATE TABLE attestation_visitors (
    school      TEXT NOT NULL,
    id          TEXT NOT NULL,
    campaign    TEXT NOT NULL,
    edition     TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    name        BLOB NOT NULL,
    party       BLOB,
    signed_at   INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, campaign) REFERENCES attestation_campaigns (school, id)
) STRICT;

CREATE TRIGGER people_united_is_not_changed BEFORE UPDATE ON people_united
BEGIN SELECT RAISE(ABORT, 'who is one is only added'); END;
CREATE TRIGGER people_united_is_not_deleted BEFORE DELETE ON people_united
BEGIN SELECT RAISE(ABORT, 'who is one is only added'); END;
CREATE TRIGGER attestation_visitor_is_not_changed BEFORE UPDATE ON attestation_visitors
BEGIN SELECT RAISE(ABORT, 'signatures are only added'); END;
CREATE TRIGGER attestation_visitor_is_not_deleted BEFORE DELETE ON attestation_visitors
BEGIN SELECT RAISE(ABORT, 'signatures are only added'); END;
