-- Read by H2 and PostgreSQL alike.

create table account (
    id             varchar(64)  not null primary key,
    email          varchar(254) not null unique,
    name           varchar(200) not null,
    password_hash  varchar(500) not null,
    role           varchar(16)  not null,
    demo           boolean      not null default false,
    disabled       boolean      not null default false,
    failures       integer      not null default 0,
    locked_until   timestamp(3) with time zone,
    created_at     timestamp(3) with time zone not null
);

create table refresh_token (
    token_hash     varchar(64)  not null primary key,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    family         varchar(64)  not null,
    expires_at     timestamp(3) with time zone not null,
    used_at        timestamp(3) with time zone
);
create index refresh_token_account on refresh_token (account_id);
create index refresh_token_family on refresh_token (family);
create index refresh_token_expiry on refresh_token (expires_at);

create table organization (
    id             varchar(64)  not null primary key,
    name           varchar(200) not null,
    demo           boolean      not null default false,
    created_at     timestamp(3) with time zone not null
);

create table membership (
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    role           varchar(16)  not null,
    created_at     timestamp(3) with time zone not null,
    primary key (org_id, account_id)
);
create index membership_account on membership (account_id);

create table invitation (
    id             varchar(64)  not null primary key,
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    email          varchar(254) not null,
    role           varchar(16)  not null,
    token_hash     varchar(64)  not null unique,
    invited_by     varchar(64),
    expires_at     timestamp(3) with time zone not null,
    created_at     timestamp(3) with time zone not null,
    unique (org_id, email)
);

create table auth_key (
    id             varchar(64)  not null primary key,
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    description    varchar(200) not null,
    prefix         varchar(32)  not null,
    key_hash       varchar(64)  not null unique,
    reusable       boolean      not null,
    ephemeral      boolean      not null,
    expires_at     timestamp(3) with time zone,
    revoked_at     timestamp(3) with time zone,
    used_count     integer      not null default 0,
    last_used_at   timestamp(3) with time zone,
    created_by     varchar(64),
    created_at     timestamp(3) with time zone not null
);
create index auth_key_org on auth_key (org_id);

create table machine (
    id             varchar(64)  not null primary key,
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    name           varchar(200) not null,
    tailnet_ip     varchar(64),
    os             varchar(100),
    arch           varchar(50),
    version        varchar(100),
    status         varchar(16)  not null,
    ephemeral      boolean      not null default false,
    admin_disabled boolean      not null default false,
    node_key_hash  varchar(64)  unique,
    last_seen      timestamp(3) with time zone,
    created_at     timestamp(3) with time zone not null,
    updated_at     timestamp(3) with time zone not null,
    unique (org_id, name)
);
create index machine_org_status on machine (org_id, status);
create index machine_silence on machine (status, last_seen);

-- The event log (docs/adr/0004-event-log.md): a row a topic whose lock orders its writers, a row a publication.
create table topic_position (
    topic          varchar(200) not null primary key,
    position       bigint       not null
);
-- No topic: whoever makes topics locks this row first, so that no two make the same one.
insert into topic_position (topic, position) values ('', 0);

create table publication (
    topic          varchar(200) not null,
    seq            bigint       not null,
    event          varchar(64)  not null,
    payload        text         not null,
    created_at     timestamp(3) with time zone not null,
    primary key (topic, seq)
);
create index publication_age on publication (created_at);
