-- Read by H2 and PostgreSQL alike.

-- The tokens with which programs call the API, in the name of the account that made them. A revoked one is deleted, as are those of a
-- deleted account or organisation. Scopes are words that are separated by spaces. Without org_id it is for the installation.
create table api_token (
    id             varchar(64)  not null primary key,
    name           varchar(200) not null,
    prefix         varchar(32)  not null,
    token_hash     varchar(64)  not null unique,
    scopes         varchar(200) not null,
    org_id         varchar(64)  references organization (id) on delete cascade,
    creator_id     varchar(64)  not null references account (id) on delete cascade,
    created_at     timestamp(3) with time zone not null,
    expires_at     timestamp(3) with time zone not null,
    last_used_at   timestamp(3) with time zone
);
create index api_token_organization on api_token (org_id, created_at);
create index api_token_creator on api_token (creator_id);

-- The trace of the request that published an event (W3C traceparent); null for none.
alter table pending_event add column traceparent varchar(55);
alter table publication add column traceparent varchar(55);
