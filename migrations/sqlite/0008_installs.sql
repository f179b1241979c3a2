-- The same table stands in ../postgres; there BLOB is BYTEA and INTEGER is BIGINT.

-- Workspaces that have let the app in by themselves, and by which token, sealed.
CREATE TABLE installs (
    platform     TEXT NOT NULL,
    workspace    TEXT NOT NULL,
    school       TEXT NOT NULL REFERENCES schools (id),
    token        BLOB NOT NULL,
    installed_at INTEGER NOT NULL,
    PRIMARY KEY (platform, workspace)
) STRICT;
CREATE INDEX installs_of_school ON installs (school);
