-- The same columns stand in ../postgres; there BLOB is BYTEA and INTEGER is BIGINT.
-- Days are written as 2026-09-01.

-- What the school's list of staff says of somebody.
ALTER TABLE people ADD COLUMN audience TEXT NOT NULL DEFAULT 'staff';
ALTER TABLE people ADD COLUMN starts_on TEXT;
ALTER TABLE people ADD COLUMN ends_on TEXT;
ALTER TABLE people ADD COLUMN leave_from TEXT;
ALTER TABLE people ADD COLUMN leave_to TEXT;
ALTER TABLE people ADD COLUMN manager TEXT;

-- Their number there, as a keyed hash: to find them again, and for nothing else.
ALTER TABLE people ADD COLUMN staff_number BLOB;

-- Whether that list has named them: only they can be missing from it.
ALTER TABLE people ADD COLUMN on_list INTEGER NOT NULL DEFAULT 0;
