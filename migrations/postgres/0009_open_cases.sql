-- The open cases of a school are listed for those who may have them, however many have been closed over the years.
CREATE INDEX cases_open ON cases (school, received_at) WHERE state NOT IN ('closed', 'unrouted');
