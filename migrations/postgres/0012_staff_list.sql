-- The same columns stand in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER.
-- Days are written as 2026-09-01.

-- What the school's list of staff says of somebody.
ALTER TABLE people ADD COLUMN audience TEXT NOT NULL DEFAULT 'staff';
ALTER TABLE people ADD COLUMN starts_on TEXT;
ALTER TABLE people ADD COLUMN ends_on TEXT;
ALTER TABLE people ADD COLUMN leave_from TEXT;
ALTER TABLE people ADD COLUMN leave_to TEXT;
ALTER TABLE people ADD COLUMN manager TEXT;

-- Their number there, as a keyed hash: to find them again, and for nothing else.
ALTER TABLE people ADD COLUMN staff_number BYTEA;

-- Whether that list has named them: only they can be missing from it.
ALTER TABLE people ADD COLUMN on_list BIGINT NOT NULL DEFAULT 0;

-- A list changes thousands in one transaction. A new edition for each of them would write one row over as often, and
-- every time PostgreSQL would go through all that it was before. So it comes with each statement instead.
CREATE FUNCTION new_staff_edition_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO staff_edition (school, edition)
        SELECT school, gen_random_uuid()::text FROM (SELECT DISTINCT school FROM changed) AS schools
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    RETURN NULL;
END
$$;

DROP TRIGGER people_changed ON people;
CREATE TRIGGER people_added AFTER INSERT ON people
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
CREATE TRIGGER people_changed AFTER UPDATE ON people
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
CREATE TRIGGER people_changed_from AFTER UPDATE ON people
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
CREATE TRIGGER people_taken_away AFTER DELETE ON people
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();

DROP TRIGGER person_role_changed ON person_role;
CREATE TRIGGER person_role_added AFTER INSERT ON person_role
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
CREATE TRIGGER person_role_changed AFTER UPDATE ON person_role
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
CREATE TRIGGER person_role_changed_from AFTER UPDATE ON person_role
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
CREATE TRIGGER person_role_taken_away AFTER DELETE ON person_role
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION new_staff_edition_at_once();
