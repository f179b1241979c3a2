-- The same columns stand in ../sqlite.

-- What is sent first where not all can be: 0 is urgent, 1 ordinary, 2 what goes to many and is in no hurry.
ALTER TABLE outbox ADD COLUMN priority BIGINT NOT NULL DEFAULT 1;

-- What is in no hurry shares a pace with all such of its workspace: until when none is sent stands in destinations, under
-- this key. Empty for everything else.
ALTER TABLE outbox ADD COLUMN paced TEXT NOT NULL DEFAULT '';

CREATE INDEX outbox_by_priority ON outbox (priority, run_at) WHERE state = 'waiting';
