-- The same table stands in ../sqlite.

-- Changes with everything that is kept of a school's staff, and is never the same again: whoever has read them can
-- tell whether that still holds. Random, because a number that is rolled back would come again with other people.
CREATE TABLE staff_edition (
    school  TEXT NOT NULL PRIMARY KEY REFERENCES schools (id),
    edition TEXT NOT NULL
);

CREATE FUNCTION new_staff_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO staff_edition (school, edition) VALUES (OLD.school, gen_random_uuid()::text)
            ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO staff_edition (school, edition) VALUES (NEW.school, gen_random_uuid()::text)
            ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION no_staff_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM staff_edition;
    RETURN NULL;
END
$$;

CREATE TRIGGER people_changed AFTER INSERT OR UPDATE OR DELETE ON people
    FOR EACH ROW EXECUTE FUNCTION new_staff_edition();
CREATE TRIGGER people_emptied AFTER TRUNCATE ON people
    FOR EACH STATEMENT EXECUTE FUNCTION no_staff_edition();

CREATE TRIGGER person_role_changed AFTER INSERT OR UPDATE OR DELETE ON person_role
    FOR EACH ROW EXECUTE FUNCTION new_staff_edition();
CREATE TRIGGER person_role_emptied AFTER TRUNCATE ON person_role
    FOR EACH STATEMENT EXECUTE FUNCTION no_staff_edition();

CREATE TRIGGER person_year_changed AFTER INSERT OR UPDATE OR DELETE ON person_year
    FOR EACH ROW EXECUTE FUNCTION new_staff_edition();
CREATE TRIGGER person_year_emptied AFTER TRUNCATE ON person_year
    FOR EACH STATEMENT EXECUTE FUNCTION no_staff_edition();

CREATE TRIGGER identities_changed AFTER INSERT OR UPDATE OR DELETE ON identities
    FOR EACH ROW EXECUTE FUNCTION new_staff_edition();
CREATE TRIGGER identities_emptied AFTER TRUNCATE ON identities
    FOR EACH STATEMENT EXECUTE FUNCTION no_staff_edition();
