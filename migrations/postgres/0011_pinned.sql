-- The same column stands in ../sqlite.

-- The settings name this account by its id. Every other account of somebody in the settings counts by its address alone.
ALTER TABLE identities ADD COLUMN pinned BIGINT NOT NULL DEFAULT 0;
