-- Sign-in: limits, known devices, reset links (docs/adr/0027-sign-in-limits.md). Read by H2 and PostgreSQL alike.

-- Failures are counted for addresses that have no account as well, so that answers do not differ; the counts of accounts move here.
create table sign_in_failure (
    subject        varchar(64)  not null primary key,
    failures       integer      not null,
    locked_until   timestamp(3) with time zone,
    updated_at     timestamp(3) with time zone not null
);
create index sign_in_failure_age on sign_in_failure (updated_at);
alter table account drop column failures;
alter table account drop column locked_until;

-- Devices from which an account has signed in; the token is in a cookie of theirs.
create table sign_in_device (
    id             varchar(64)  not null primary key,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    token_hash     varchar(64)  not null unique,
    name           varchar(100) not null,
    failures       integer      not null default 0,
    returned       boolean      not null default false,
    created_at     timestamp(3) with time zone not null,
    last_used_at   timestamp(3) with time zone not null
);
create index sign_in_device_account on sign_in_device (account_id);
create index sign_in_device_age on sign_in_device (last_used_at);

-- An access token carries the version; every session of an account ends when the account gets another one.
alter table account add column token_version integer default 0 not null;

-- The place of a refresh token in its family: tokens of one generation are equivalent.
alter table refresh_token add column generation integer default 0 not null;
alter table refresh_token add column device_id varchar(64);
create index refresh_token_device on refresh_token (device_id);

-- One-time links with which a password is set anew; an account has one at most.
create table password_reset (
    account_id     varchar(64)  not null primary key references account (id) on delete cascade,
    token_hash     varchar(64)  not null unique,
    expires_at     timestamp(3) with time zone not null,
    created_at     timestamp(3) with time zone not null
);

-- What heliograph.admin.reset has done already, so that a restart does not do it again.
create table administrator_reset (
    email          varchar(254) not null primary key,
    password_hash  varchar(500) not null,
    applied_at     timestamp(3) with time zone not null
);
