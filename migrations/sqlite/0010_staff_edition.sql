-- The same table stands in ../postgres.

-- Changes with everything that is kept of a school's staff, and is never the same again: whoever has read them can
-- tell whether that still holds. Random, because a number that is rolled back would come again with other people.
CREATE TABLE staff_edition (
    school  TEXT NOT NULL PRIMARY KEY REFERENCES schools (id),
    edition TEXT NOT NULL
) STRICT;

CREATE TRIGGER people_added AFTER INSERT ON people BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER people_changed AFTER UPDATE ON people BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER people_taken_away AFTER DELETE ON people BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;

CREATE TRIGGER person_role_added AFTER INSERT ON person_role BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER person_role_changed AFTER UPDATE ON person_role BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER person_role_taken_away AFTER DELETE ON person_role BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;

CREATE TRIGGER person_year_added AFTER INSERT ON person_year BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER person_year_changed AFTER UPDATE ON person_year BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER person_year_taken_away AFTER DELETE ON person_year BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;

CREATE TRIGGER identities_added AFTER INSERT ON identities BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER identities_changed AFTER UPDATE ON identities BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
    INSERT INTO staff_edition (school, edition) VALUES (NEW.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
CREATE TRIGGER identities_taken_away AFTER DELETE ON identities BEGIN
    INSERT INTO staff_edition (school, edition) VALUES (OLD.school, lower(hex(randomblob(16))))
        ON CONFLICT (school) DO UPDATE SET edition = excluded.edition;
END;
