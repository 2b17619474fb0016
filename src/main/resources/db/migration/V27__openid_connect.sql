-- Sign-in by an OpenID Connect provider (docs/adr/0053-openid-connect.md). Read by H2 and PostgreSQL alike.

-- The subjects of a provider and their accounts. Nothing else identifies a person: an address may be given to somebody else.
create table oidc_identity (
    issuer         varchar(300) not null,
    subject        varchar(255) not null,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    created        boolean      not null,
    platform_role  varchar(16),
    created_at     timestamp(3) with time zone not null,
    last_used_at   timestamp(3) with time zone not null,
    primary key (issuer, subject),
    unique (issuer, account_id)
);
create index oidc_identity_account on oidc_identity (account_id);

-- Our sessions that the provider has begun: its own id for them, and what the sign-out at the provider needs.
create table oidc_session (
    session_id     varchar(64)  not null primary key,
    account_id     varchar(64)  not null references account (id) on delete cascade,
    issuer         varchar(300) not null,
    subject        varchar(255) not null,
    provider_session varchar(255),
    id_token       varchar(16384),
    ends_at        timestamp(3) with time zone not null
);
create index oidc_session_subject on oidc_session (subject);
create index oidc_session_provider on oidc_session (provider_session);
create index oidc_session_end on oidc_session (ends_at);
create index oidc_session_account on oidc_session (account_id);

-- Logout tokens that were used, until they expire.
create table oidc_logout_token (
    id             varchar(64)  not null primary key,
    expires_at     timestamp(3) with time zone not null
);
create index oidc_logout_token_expiry on oidc_logout_token (expires_at);

-- Accounts that an administrator lets be linked to the subject with their address.
create table oidc_link_permission (
    account_id     varchar(64)  not null primary key references account (id) on delete cascade,
    created_by     varchar(200) not null,
    expires_at     timestamp(3) with time zone not null
);

-- Memberships that groups of the provider gave or raised; the role without them is null for none.
create table mapped_membership (
    account_id     varchar(64)  not null references account (id) on delete cascade,
    org_id         varchar(64)  not null references organization (id) on delete cascade,
    previous_role  varchar(16),
    primary key (account_id, org_id)
);
create index mapped_membership_org on mapped_membership (org_id);
