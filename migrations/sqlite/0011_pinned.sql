-- The same column stands in ../postgres; there INTEGER is BIGINT.

-- The settings name this account by its id. Every other account of somebody in the settings counts by its address alone.
ALTER TABLE identities ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
