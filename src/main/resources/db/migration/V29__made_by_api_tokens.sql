-- Read by H2 and PostgreSQL alike.

-- The API token by which a program made a row, so that it is found when the token is revoked; null for a person. The token's own row is
-- deleted then, so this is no foreign key.
alter table auth_key add column api_token_id varchar(64);
create index auth_key_api_token on auth_key (api_token_id);
alter table screen_token add column api_token_id varchar(64);
create index screen_token_api_token on screen_token (api_token_id);
alter table invitation add column api_token_id varchar(64);
create index invitation_api_token on invitation (api_token_id);
