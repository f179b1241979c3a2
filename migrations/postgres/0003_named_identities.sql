-- The same table stands in ../sqlite.

-- Somebody a case is about who was picked before anybody was linked to that identity: whoever it turns out to be is
-- kept out as well.
CREATE TABLE case_subject_identity (
    school    TEXT NOT NULL,
    case_id   TEXT NOT NULL,
    platform  TEXT NOT NULL,
    workspace TEXT NOT NULL,
    member    TEXT NOT NULL,
    PRIMARY KEY (case_id, platform, workspace, member),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
);
CREATE TRIGGER case_subject_identity_is_not_changed BEFORE UPDATE OR DELETE ON case_subject_identity
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_subject_identity_is_not_emptied BEFORE TRUNCATE ON case_subject_identity
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
