-- Second factors, and what is shown of sessions (docs/adr/0052-second-factor.md). Read by H2 and PostgreSQL alike.

-- The secret with which the app of an account computes its codes, encrypted. It counts from its confirmation on.
create table second_factor (
    account_id     varchar(64)  not null primary key references account (id) on delete cascade,
    secret         varchar(500) not null,
    confirmed_at   timestamp(3) with time zone,
    last_step      bigint       default 0 not null,
    created_at     timestamp(3) with time zone not null
);

-- The unused codes with which a person signs in whose app is lost.
create table recovery_code (
    account_id     varchar(64)  not null references account (id) on delete cascade,
    code_hash      varchar(64)  not null,
    primary key (account_id, code_hash)
);

-- Sign-ins whose password was right and whose code is awaited.
create table sign_in_challenge (
    token_hash     varchar(64)  not null primary key,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    proof          varchar(64)  not null,
    expires_at     timestamp(3) with time zone not null
);
create index sign_in_challenge_account on sign_in_challenge (account_id);
create index sign_in_challenge_age on sign_in_challenge (expires_at);

-- What the owner of an account sees of its sessions. A session is its refresh tokens; one from before this version has no row.
create table sign_in_session (
    id             varchar(64)  not null primary key,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    client         varchar(100) not null,
    address        varchar(64)  not null,
    started_at     timestamp(3) with time zone not null,
    last_used_at   timestamp(3) with time zone not null
);
create index sign_in_session_account on sign_in_session (account_id);
