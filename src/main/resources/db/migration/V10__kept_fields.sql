-- Read by H2 and PostgreSQL alike.

-- Fields of monitors, groups and status pages that the stock server knows and Heliograph does not: a JSON object, given back as sent.
alter table monitor add column kept_fields text;
alter table monitor_group add column kept_fields text;
alter table status_page add column kept_fields text;

-- For the jobs that purge what no longer admits anybody.
create index auth_key_age on auth_key (created_at);
create index invitation_expiry on invitation (expires_at);
