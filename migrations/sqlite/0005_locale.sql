-- The same columns stand in ../postgres.

-- The language that somebody chose themselves, as a tag such as es-ES.
ALTER TABLE people ADD COLUMN locale TEXT;

-- The language that a platform told of last.
ALTER TABLE identities ADD COLUMN locale TEXT;
