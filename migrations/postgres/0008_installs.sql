-- The same table stands in ../sqlite; there BYTEA is BLOB and BIGINT is INTEGER.

-- Workspaces that have let the app in by themselves, and by which token, sealed.
CREATE TABLE installs (
    platform     TEXT NOT NULL,
    workspace    TEXT NOT NULL,
    school       TEXT NOT NULL REFERENCES schools (id),
    token        BYTEA NOT NULL,
    installed_at BIGINT NOT NULL,
    PRIMARY KEY (platform, workspace)
);
CREATE INDEX installs_of_school ON installs (school);
