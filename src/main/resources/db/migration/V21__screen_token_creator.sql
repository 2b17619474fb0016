-- Read by H2 and PostgreSQL alike.

-- Who made a screen token, by account: tokens from before have no such id, so they are listed with no account.
alter table screen_token add column creator_id varchar(200);
create index screen_token_creator on screen_token (creator_id);
