-- Read by H2 and PostgreSQL alike.

-- A push token is kept encrypted, and found by its hash. The first node that starts does that with tokens from before, which have no hash.
alter table monitor alter column token set data type varchar(500);
alter table monitor add column token_hash varchar(64);
alter table monitor add constraint monitor_token_hash unique (token_hash);
