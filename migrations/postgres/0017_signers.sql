-- The same tables stand in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER. Days are written YYYY-MM-DD.

-- Somebody need sign after all: from this day on they are asked again.
ALTER TABLE attestation_exceptions ADD COLUMN lifted_on TEXT;
ALTER TABLE attestation_exceptions ADD COLUMN lifted_at BIGINT;
ALTER TABLE attestation_exceptions ADD COLUMN lifted_by TEXT;

-- Two who turned out to be one: what was signed as the one who went counts for the one who stays.
CREATE TABLE people_united (
    school TEXT NOT NULL,
    gone   TEXT NOT NULL,
    stays  TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (school, gone),
    FOREIGN KEY (school, gone) REFERENCES people (school, id),
    FOREIGN KEY (school, stays) REFERENCES people (school, id)
);
CREATE INDEX people_united_of_stays ON people_united (school, stays);

-- Who signed on paper and is not of the staff: visitors and groups. Their names are sealed.
CREATE TABLE attestation_visitors (
    school      TEXT NOT NULL,
    id          TEXT NOT NULL,
    campaign    TEXT NOT NULL,
    edition     TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    name        BYTEA NOT NULL,
    party       BYTEA,
    signed_at   BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, campaign) REFERENCES attestation_campaigns (school, id)
);

CREATE TRIGGER people_united_is_not_changed BEFORE UPDATE OR DELETE ON people_united
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER people_united_is_not_emptied BEFORE TRUNCATE ON people_united
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_visitor_is_not_changed BEFORE UPDATE OR DELETE ON attestation_visitors
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attestation_visitor_is_not_emptied BEFORE TRUNCATE ON attestation_visitors
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
