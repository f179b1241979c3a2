-- The same columns stand in ../postgres; there BLOB is BYTEA and INTEGER is BIGINT.

-- The address by which somebody's accounts are found, sealed.
ALTER TABLE people ADD COLUMN email BLOB;

-- Whether the settings name this person; everybody else is known by a platform's directory alone.
ALTER TABLE people ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;

-- An account that was switched off, or became a guest's: its person is still recognised by it, and never written to.
ALTER TABLE identities ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
