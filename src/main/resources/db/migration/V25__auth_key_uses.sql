-- Read by H2 and PostgreSQL alike.

-- How many machines a reusable key registers at most; null for any number.
alter table auth_key add column max_uses integer;
