-- The same tables stand in ../postgres; there INTEGER is BIGINT.

-- Trained as a deputy, whatever the roles.
ALTER TABLE people ADD COLUMN trained INTEGER NOT NULL DEFAULT 0 CHECK (trained IN (0, 1));

-- The year groups somebody is head of; 0 for the early years.
CREATE TABLE person_year (
    school TEXT NOT NULL,
    person TEXT NOT NULL,
    year   INTEGER NOT NULL,
    PRIMARY KEY (school, person, year),
    FOREIGN KEY (school, person) REFERENCES people (school, id)
) STRICT;

-- The year groups of the pupils a case is about: whose head of year may have it is asked each time.
CREATE TABLE case_year (
    school  TEXT NOT NULL,
    case_id TEXT NOT NULL,
    year    INTEGER NOT NULL,
    PRIMARY KEY (case_id, year),
    FOREIGN KEY (school, case_id) REFERENCES cases (school, id)
) STRICT;
