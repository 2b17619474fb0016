-- Read by H2 and PostgreSQL alike.

-- The tokens with which wall screens read alerts. A revoked one is deleted.
create table screen_token (
    id             varchar(64)  not null primary key,
    name           varchar(200) not null,
    prefix         varchar(32)  not null,
    token_hash     varchar(64)  not null unique,
    created_by     varchar(254) not null,
    created_at     timestamp(3) with time zone not null,
    last_used_at   timestamp(3) with time zone
);
create index screen_token_newest on screen_token (created_at, id);
